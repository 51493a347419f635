"""What a desktop asks of a program that runs already (Desktop Entry Specification, chapter 8)."""
