"""The page's server as a process of its own, and the lines of JSON between it and the app.

Nothing of it is left in memory once it ends, and what strangers send is read by a process that has
neither the log nor a key of the person's.
"""
