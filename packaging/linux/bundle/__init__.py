"""Presence with its own Python and Qt in one folder: what the .deb and the .tar.gz hold."""
