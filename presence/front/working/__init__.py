"""Long work on the log, done between the events of the app."""
