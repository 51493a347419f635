"""Goals for a week, planned breaks, and how far a week is."""
