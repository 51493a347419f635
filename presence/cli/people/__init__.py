"""``people``: who they are, whom one has not seen for a while, and what is to follow."""
