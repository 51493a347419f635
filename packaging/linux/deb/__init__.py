"""The package for Debian and Ubuntu, and the same bundle as an archive."""
