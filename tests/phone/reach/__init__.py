"""Networks, ports, the certificate and the code that a camera reads."""
