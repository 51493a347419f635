"""The unlocks of the phone, to be answered."""
