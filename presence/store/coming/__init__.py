"""What the log holds of what is coming: plans, and what the person said to what was offered."""
