"""Words about keys that reach Presence from everywhere."""
