"""HTTP/1.1 on the Qt loop: h11 reads and writes it, nothing here knows what is asked."""
