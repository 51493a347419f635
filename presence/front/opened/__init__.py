"""The windows, joined: a file for each; ``front/makers.py`` makes them."""
