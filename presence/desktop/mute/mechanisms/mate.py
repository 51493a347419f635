"""MATE's do-not-disturb switch: a key that its daemon reads with every notification."""

from presence.desktop.mute.mechanisms.gsettings import GSettingsSwitch, Key


class Mate(GSettingsSwitch):
    """MATE's notification daemon; GNOME's old one has the same name, and no such key."""

    name = "mate"
    info = ("Notification Daemon", "MATE")
    needs_server = False  # it leaves when it was idle for half a minute, and the bus starts it anew
    key = Key(
        schema="org.mate.NotificationDaemon",
        name="do-not-disturb",
        path="/org/mate/notification-daemon/do-not-disturb",
        muted="true",
    )
    signals = (key.changed,)
