"""A file for each way of muting; ``desktop/mute/find.py`` lists them."""
