"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import analysis, meetings, places, reports, secrecy

__all__ = ["analysis", "meetings", "places", "reports", "secrecy"]
