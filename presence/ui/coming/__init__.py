"""The windows about what is coming."""
