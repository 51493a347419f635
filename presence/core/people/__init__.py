"""Who people are to one, how often one wants to see them, and what is to follow a meeting."""
