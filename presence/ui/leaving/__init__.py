"""The windows of who takes Presence off the computer: what goes first, and what went."""
