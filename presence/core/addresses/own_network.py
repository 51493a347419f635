"""Which hosts belong to the person, who may have no certificate for them: http is safe enough."""

from ipaddress import ip_address

_OWN_NAMES = (".local", ".lan", ".home.arpa", ".internal", ".localhost")


def is_in_own_network(host: str) -> bool:
    """Whether a host is this computer or stands in the same house, as far as its name tells."""
    try:
        address = ip_address(host)
    except ValueError:
        name = host.lower().rstrip(".")
        return "." not in name or name.endswith(_OWN_NAMES)
    return address.is_loopback or address.is_private or address.is_link_local
