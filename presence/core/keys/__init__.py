"""Keys that reach Presence from everywhere: what is said of them, and what they do."""
