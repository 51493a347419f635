"""What goes from a log into a file and back: values that exchange and store agree on."""
