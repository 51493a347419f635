"""Charts, painted on any QPainter from plain values; for the windows and for files."""
