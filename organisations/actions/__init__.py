"""Every write about organisations and people. One module for each noun; call them by module: ``mandates.grant``."""
