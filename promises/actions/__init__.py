"""Every write to a promise. One module for each part of its life; call them by module: ``drafting.save_section``."""
