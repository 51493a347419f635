"""What makes a desktop know Presence: its menu, its bus, its icons, the shells, the manual."""
