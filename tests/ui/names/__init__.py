"""The window of names."""
