"""What the demonstration's promises led to: invented, marked as such, and fitting the facts of their texts."""

from followup.demo.loader import load

__all__ = ["load"]
