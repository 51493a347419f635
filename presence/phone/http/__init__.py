"""HTTP/1.1 on a loop of its own: h11 reads and writes it, nothing here knows what is asked."""
