"""Real session managers, which know whether something keeps the screen on."""

from pathlib import Path

from tests.desktops.lab import Lab

SAVER = "org.freedesktop.ScreenSaver"


class Awake:
    """A desktop's session manager, which knows whether something keeps its screen on."""

    def __init__(self, lab: Lab) -> None:
        self.lab = lab
        self.start()

    def start(self) -> None:
        raise NotImplementedError

    @property
    def is_kept_on(self) -> bool:
        """Whether the session is kept from being idle; GNOME's and its heirs say so."""
        name, path = "org.gnome.SessionManager", "/org/gnome/SessionManager"
        return "true" in self.lab.call(name, path, f"{name}.IsInhibited", "8")


class GnomeAwake(Awake):
    """GNOME's session manager without the rest of GNOME."""

    def start(self) -> None:
        sessions = self.lab.home / ".local" / "share" / "gnome-session" / "sessions"
        sessions.mkdir(parents=True)
        (sessions / "bare.session").write_text("[GNOME Session]\nName=x\nRequiredComponents=\n")
        self.lab.spawn(
            *("/usr/libexec/gnome-session-binary", "--builtin", "--session=bare"),
            *("--disable-acceleration-check", "--autostart=/nonexistent"),
        )
        self.lab.wait_for_name("org.gnome.SessionManager")


class GnomeAwakeByProxy(GnomeAwake):
    """And its own service under the name that all desktops share."""

    def start(self) -> None:
        super().start()
        self.lab.spawn("/usr/libexec/gsd-screensaver-proxy")
        self.lab.wait_for_name(SAVER)


class MateAwake(Awake):
    """MATE's session manager, which has kept GNOME's name."""

    def start(self) -> None:
        self.lab.spawn("mate-session", "--failsafe", "--autostart=/nonexistent")
        self.lab.wait_for_name("org.gnome.SessionManager")


class PlasmaAwake(Awake):
    """Plasma's locker and its power management, which is told after five seconds."""

    def start(self) -> None:
        self.lab.env.update(KDE_FULL_SESSION="true", XDG_CURRENT_DESKTOP="KDE")
        self.lab.spawn("ksmserver")
        self.lab.wait_for_name(SAVER)
        self.lab.spawn(*Path("/usr/lib").glob("*/libexec/org_kde_powerdevil"))
        self.lab.wait_for_name("org.kde.Solid.PowerManagement.PolicyAgent")

    @property
    def is_kept_on(self) -> bool:
        name = "org.kde.Solid.PowerManagement"
        path = f"/{name.replace('.', '/')}/PolicyAgent"
        return "presence" in self.lab.call(name, path, f"{name}.PolicyAgent.ListInhibitions")
