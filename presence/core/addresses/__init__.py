"""Addresses in the network, as far as they can be judged without asking it."""
