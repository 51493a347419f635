"""Rows of things on a card, each with its buttons, and the line that adds one."""
