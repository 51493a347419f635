"""A log that cannot be used, and going back to another: words that most people never read."""
