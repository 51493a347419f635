"""The phones on the table, joined: when their page is there, and what becomes of what they tell."""
