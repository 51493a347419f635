"""The rules a line is read with: each reads on where it fits, and gives what it has read."""
