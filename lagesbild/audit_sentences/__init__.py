"""The lägesbild's events in words, by what they are about."""
