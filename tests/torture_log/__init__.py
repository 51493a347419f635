"""The installed program is killed a thousand times while it writes: ``make torture-log``."""
