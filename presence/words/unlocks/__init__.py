"""The unlocks of the phone in words."""
