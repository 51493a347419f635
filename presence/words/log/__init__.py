"""The words of the log: what became of an entry, and what an edit is refused for."""
