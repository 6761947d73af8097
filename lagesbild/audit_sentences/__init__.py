"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import analysis

__all__ = ["analysis"]
