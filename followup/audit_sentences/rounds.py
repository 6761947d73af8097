"""Rounds and silences."""

from audit.presenters import register

register({})
