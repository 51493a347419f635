"""The same of any other system, as Qt tells it (not yet run there)."""

from collections.abc import Sequence

from PySide6.QtNetwork import QNetworkInterface

from presence.phone.reach.interfaces import Interface, Kind

Sort = QNetworkInterface.InterfaceType
Flag = QNetworkInterface.InterfaceFlag
KINDS = {
    Sort.Wifi: Kind.WIFI,
    Sort.Loopback: Kind.LOOPBACK,
    Sort.Ppp: Kind.TUNNEL,
    Sort.Slip: Kind.TUNNEL,
    Sort.Virtual: Kind.TUNNEL,
}


def interfaces_by_qt() -> Sequence[Interface]:
    """What there is now."""
    return tuple(_read(each) for each in QNetworkInterface.allInterfaces())


def _read(interface: QNetworkInterface) -> Interface:
    flags = interface.flags()
    is_up = Flag.IsUp in flags and Flag.IsRunning in flags
    return Interface(
        name=interface.humanReadableName(),
        addresses=tuple(
            (entry.ip().toString().partition("%")[0], entry.prefixLength())
            for entry in interface.addressEntries()
            if not entry.isTemporary()  # RFC 8981: another one tomorrow
        ),
        kind=KINDS.get(interface.type(), Kind.ETHERNET),
        is_running=is_up and Flag.IsLoopBack not in flags,
        is_point_to_point=Flag.IsPointToPoint in flags,
    )
