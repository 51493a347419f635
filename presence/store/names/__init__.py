"""Names in the log: how much stands behind each, and giving them another."""
