"""What the command line has the app do."""
