"""Plans and calendars."""

from audit.presenters import register

register({})
