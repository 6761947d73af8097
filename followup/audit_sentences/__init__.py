"""The follow-up's events in words, by what they are about."""

from followup.audit_sentences import planning, reporting, results, rounds, telling

__all__ = ["planning", "reporting", "results", "rounds", "telling"]
