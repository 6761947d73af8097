"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import meetings, secrecy

__all__ = ["meetings", "secrecy"]
