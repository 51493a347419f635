"""Programs that people keep their times with: a file or a folder for each, and what they share."""
