"""Goals in words: the line that one is entered in, and what a week is said to be."""
