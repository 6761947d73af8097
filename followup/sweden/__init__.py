"""An invented country to measure and try with: every municipality with six years of promises, reports and lägesbild.

Everything is marked as a demonstration. The same municipality gets the same data whether it is made alone or with the
whole country, so that a page can be measured in both.
"""

from followup.sweden.building import Built, build
from followup.sweden.grounds import BuiltGrounds, build_grounds

__all__ = ["Built", "BuiltGrounds", "build", "build_grounds"]
