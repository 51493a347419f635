"""The computer around us: one folder of the house."""
