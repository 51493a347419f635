"""Debian's Chromium and Firefox without a screen, as the phones on a table."""
