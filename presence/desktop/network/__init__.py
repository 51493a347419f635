"""Which network is this, what firewall is before it, and by which name is this computer known?"""
