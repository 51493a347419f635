"""A file for each who can be told."""
