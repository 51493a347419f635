"""What else goes quiet beside the notifications: a file for each, all of it off by default."""
