"""What Presence says at a time that the person chose; loaded for those who did."""
