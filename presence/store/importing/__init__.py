"""What a file holds goes into the log, in pieces so small that nobody waits, or not at all."""
