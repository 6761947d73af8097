"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import imports

__all__ = ["imports"]
