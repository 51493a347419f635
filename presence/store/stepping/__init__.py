"""Taking changes of the log back, and doing them again."""
