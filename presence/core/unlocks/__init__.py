"""What the phone itself says of looks at it: to be answered before any of it counts."""
