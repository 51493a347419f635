"""Which network this is, as NetworkManager and the kernel tell it; firewalls; the local name."""
