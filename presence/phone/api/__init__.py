"""What phones ask and tell: tokens, the words that they send, and the table that they are shown."""
