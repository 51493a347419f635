"""A week, a month, a year or a span in words, the same in windows, pages and the terminal."""
