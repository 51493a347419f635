"""How phones get here: networks and addresses, the port that is kept, the certificate."""
