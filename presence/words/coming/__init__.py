"""Plans, calendars and what is offered of them, in words."""
