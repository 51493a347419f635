"""Which time zone is this?"""

from presence.desktop.zone.system import zone_name

__all__ = ["zone_name"]
