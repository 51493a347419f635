"""The front: joins what the person sees to the running session; only app.py builds it."""
