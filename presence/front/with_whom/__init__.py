"""The window of with whom the hours went, joined."""
