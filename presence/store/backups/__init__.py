"""What is kept beside the log, which of it stays, and the ways back to it."""
