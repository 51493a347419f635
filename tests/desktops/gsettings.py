"""Desktops whose own switch is a key of GSettings."""

from tests.desktops.desktop import Desktop


class GSettingsDesktop(Desktop):
    """A subclass says which key, where it lies in dconf, and what it holds when."""

    schema: str
    key: str
    path: str
    muted: str
    shown: str

    def setting(self) -> str:
        stored = self.lab.run("dconf", "read", self.path).stdout.strip()
        return f"{stored or 'unset'} {self.lab.run('dconf', 'dump', '/').stdout}"

    def mute_by_hand(self) -> None:
        self.set_key(self.schema, self.key, self.muted)

    def unmute_by_hand(self) -> None:
        self.set_key(self.schema, self.key, self.shown)

    def as_new(self) -> None:
        self.lab.run("gsettings", "reset", self.schema, self.key)

    def set_key(self, schema: str, key: str, value: str) -> None:
        """Set a key as the person would."""
        self.lab.run("gsettings", "set", schema, key, value)
