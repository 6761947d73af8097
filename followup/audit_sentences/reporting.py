"""Reports and what of them everybody may see."""

from audit.presenters import register

register({})
