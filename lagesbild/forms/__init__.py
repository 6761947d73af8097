"""The shape of what is written in a lägesbild."""
