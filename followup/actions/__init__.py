"""Every write of the follow-up, by what it is about."""
