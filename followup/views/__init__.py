"""Pages of the follow-up, by what they are about."""
