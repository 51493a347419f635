"""Importing joined to its window: reading a file twice, first to show and then to do."""
