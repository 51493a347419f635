"""Words about files that the log is written to and read from."""
