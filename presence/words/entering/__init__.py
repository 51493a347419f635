"""What was understood of a line that enters a session, for whoever typed it."""
