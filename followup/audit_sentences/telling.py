"""Delivered reports and those who follow a promise."""

from audit.presenters import register

register({})
