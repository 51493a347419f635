"""A newer Presence in the place of the one that runs: noticed, offered, and handed over to."""
