"""Reading the words of a command, beyond what argparse does."""
