"""Whether the computer sleeps: a file for each way to hear of it."""
