"""Editing rules: which sessions are shown, and what splitting, joining and cutting make of them."""
