"""What the desktop asks of the app: of its entry in the menu, and of links."""
