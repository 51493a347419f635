"""Which time zone is this?"""
