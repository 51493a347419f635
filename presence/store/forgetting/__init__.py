"""Taking data out for good: of the log, its history, and every copy of it."""
