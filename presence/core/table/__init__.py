"""The phones on the table: who lies face down, who was picked up, and what that comes to."""
