"""In and out: a folder for each format."""
