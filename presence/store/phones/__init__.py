"""The phones on the disk, beside the log: which are remembered, and which are awaited."""
