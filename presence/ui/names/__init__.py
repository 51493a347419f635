"""The window of names: people, kinds, tags, groups and places."""
