"""The windows, joined: a file for each; ``front/windows.py`` opens them."""
