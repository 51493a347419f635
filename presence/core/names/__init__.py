"""What sessions refer to by a name: people, groups, tags, places."""
