"""Every write of the lägesbild, by what it is about."""
