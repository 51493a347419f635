"""The words for phones at the table."""
