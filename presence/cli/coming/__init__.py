"""``calendar`` and ``plans``: what is coming."""
