"""The safety of the log: proving it, backing it up, putting it back."""
