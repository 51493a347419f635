"""Names, read from the log and changed in it, for the window of names."""
