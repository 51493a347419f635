"""Forms for sessions: their fields, and what several are to have in common."""
