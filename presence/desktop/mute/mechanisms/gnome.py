"""GNOME's own do-not-disturb switch: the key show-banners."""

from presence.desktop.mute.mechanisms.gsettings import GSettingsSwitch, Key


class Gnome(GSettingsSwitch):
    """GNOME Shell."""

    name = "gnome"
    info = ("gnome-shell", "GNOME")
    key = Key(
        schema="org.gnome.desktop.notifications",
        name="show-banners",
        path="/org/gnome/desktop/notifications/show-banners",
        muted="false",
    )
    signals = (key.changed,)
