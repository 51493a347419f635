"""The help in words."""
