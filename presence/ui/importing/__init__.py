"""The window of importing: a file, what it would do to the log, and doing it."""
