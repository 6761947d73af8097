"""An invented country to measure and try with: every municipality with six years of promises and reports.

Everything is marked as a demonstration. The same municipality gets the same data whether it is made alone or with the
whole country, so that a page can be measured in both.
"""

from followup.sweden.building import Built, build

__all__ = ["Built", "build"]
