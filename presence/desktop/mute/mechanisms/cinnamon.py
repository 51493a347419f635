"""Cinnamon's switch for notifications: a key, which its panel's applet shows and turns."""

from presence.desktop.mute.mechanisms.gsettings import GSettingsSwitch, Key


class Cinnamon(GSettingsSwitch):
    """Cinnamon, which names GNOME as its vendor."""

    name = "cinnamon"
    info = ("cinnamon", "GNOME")
    key = Key(
        schema="org.cinnamon.desktop.notifications",
        name="display-notifications",
        path="/org/cinnamon/desktop/notifications/display-notifications",
        muted="false",
    )
    signals = (key.changed,)
