"""One instance: the command channel between the command line and the running app."""
