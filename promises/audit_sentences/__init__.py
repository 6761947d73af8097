"""What happens to promises, in words: one module for each part of a promise's life."""

from promises.audit_sentences import activities, drafting, links, redacted, steps

__all__ = ["activities", "drafting", "links", "redacted", "steps"]
