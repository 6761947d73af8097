"""Invented event reports for the invented country: 1.5 million over three years, spread as people are.

The same municipality gets the same reports whether it is made alone or with the whole country.
"""

from lagesbild.sweden.reports import TOTAL, BuiltReports, build, fill

__all__ = ["TOTAL", "BuiltReports", "build", "fill"]
