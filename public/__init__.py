"""What citizens read, without login: only published documents, never drafts, and addresses that do not change."""
