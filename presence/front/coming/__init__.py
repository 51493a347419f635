"""What calendars and plans have for the person; loaded for those who have one of them."""
