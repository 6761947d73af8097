"""What happens to promises, in words: one module for each part of a promise's life."""

from promises.audit_sentences import steps

__all__ = ["steps"]
