"""Do not disturb of elementary OS: a key that its server reads with every notification."""

from presence.desktop.mute.mechanisms.gsettings import GSettingsSwitch, Key


class Pantheon(GSettingsSwitch):
    """io.elementary.notifications."""

    name = "pantheon"
    was_run = False
    info = ("io.elementary.notifications", "elementaryOS")
    key = Key(
        schema="io.elementary.notifications",
        name="do-not-disturb",
        path="/io/elementary/notifications/do-not-disturb",
        muted="true",
    )
    signals = (key.changed,)
