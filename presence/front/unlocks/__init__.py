"""The unlocks of the phone, joined."""
