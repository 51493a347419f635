"""The lease: entered before a change, guarded while it is held, played at its end."""
