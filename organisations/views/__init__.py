"""HTTP in, HTTP out: one module for each part."""

from organisations.views.parked import csrf_failure

__all__ = ["csrf_failure"]
