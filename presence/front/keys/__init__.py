"""Keys from everywhere, joined to the app."""
