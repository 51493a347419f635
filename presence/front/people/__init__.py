"""What the windows of people are filled with, and what is done in them."""
