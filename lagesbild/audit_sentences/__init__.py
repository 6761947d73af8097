"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import meetings, places, reports, secrecy

__all__ = ["meetings", "places", "reports", "secrecy"]
