"""What the log refers to by a name: people, kinds, tags, groups and places."""
