"""The people: whom one has not seen for a while, what is to follow, and a page for each."""
