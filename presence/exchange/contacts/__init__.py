"""Address books: vCard in and out, and the lists that other programs write of people.

Presence is no second address book. Of each card it reads what it has a place for; the card itself
is kept as it came, so that what is not understood comes out again, byte for byte.
"""
