"""Pages behind login about promises. ``base`` is what they share; ``stale`` answers a save that came too late."""
