"""Moves the pointer of a GNOME Shell from far away, by org.gnome.Mutter.RemoteDesktop."""

from jeepney import DBusAddress

from presence.desktop.dbus import Connection, bus_address, method_call

NAME = "org.gnome.Mutter.RemoteDesktop"

bus = Connection(bus_address())
desktop = DBusAddress("/org/gnome/Mutter/RemoteDesktop", bus_name=NAME, interface=NAME)
(path,) = bus.call(method_call(desktop, "CreateSession"))
session = DBusAddress(path, bus_name=NAME, interface=f"{NAME}.Session")
bus.call(method_call(session, "Start"))
bus.call(method_call(session, "NotifyPointerMotionRelative", "dd", (3.0, 3.0)))
bus.call(method_call(session, "Stop"))
