"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import documents, meetings, places, reports, secrecy

__all__ = ["documents", "meetings", "places", "reports", "secrecy"]
