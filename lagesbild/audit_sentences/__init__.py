"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import causes, problems

__all__ = ["causes", "problems"]
