"""The settings window, joined."""
