"""The log into files and back."""
