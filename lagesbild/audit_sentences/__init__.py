"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import places, reports

__all__ = ["places", "reports"]
