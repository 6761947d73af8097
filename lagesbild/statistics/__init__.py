"""Figures from others: fetched, read and checked here, stored by ``lagesbild.actions.statistics``."""
