"""What is known of people, how often one wants to see them, and what is to follow a meeting."""
