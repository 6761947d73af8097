"""The invented country's lägesbilder, and its event reports: 1.5 million over three years, spread as people are.

The same municipality gets the same rows whether it is made alone or with the whole country.
"""

from lagesbild.sweden.knowledge import Knowledge, is_known, know
from lagesbild.sweden.reports import TOTAL, BuiltReports, build, fill

__all__ = ["TOTAL", "BuiltReports", "Knowledge", "build", "fill", "is_known", "know"]
