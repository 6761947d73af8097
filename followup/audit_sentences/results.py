"""Measured values, evaluations, verdicts, the answer and the conclusion."""

from audit.presenters import register

register({})
