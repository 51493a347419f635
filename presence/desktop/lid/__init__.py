"""Whether a closed lid hides the screen: a file for each way to hear of it."""
