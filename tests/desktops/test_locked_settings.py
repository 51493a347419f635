"""A desktop whose switch an administrator has locked: said beforehand, and nothing is touched."""

import pytest

from presence.core.errors import ErrorCode, MuteError
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.mechanism import Mechanism
from presence.desktop.mute.mechanisms.mate import Mate as MateMechanism
from presence.desktop.mute.mechanisms.xfce import Xfce as XfceMechanism
from tests.desktops.desktop import Desktop
from tests.desktops.mate import Mate
from tests.desktops.programs import wait_until
from tests.desktops.xfce import Xfce

XFCE_LOCKED = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-notifyd" version="1.0" locked="*" unlocked="nobody">
  <property name="do-not-disturb" type="bool" value="false"/>
</channel>
"""


def refused(mechanism: Mechanism, desktop: Desktop) -> bool:
    """Whether it knows that it may not mute, does not, and says why."""
    before = desktop.setting()
    with pytest.raises(MuteError) as caught:
        mechanism.mute(mechanism.read())
    is_untouched = desktop.setting() == before and desktop.shows_notifications()
    return caught.value.code is ErrorCode.MUTE_LOCKED and is_untouched


def test_a_key_that_dconf_has_locked(mate: Mate, monkeypatch: pytest.MonkeyPatch) -> None:
    rules = mate.lab.folder / "rules"
    (rules / "locks").mkdir(parents=True)
    (rules / "all").write_text("[org/mate/notification-daemon]\ndo-not-disturb=false\n")
    (rules / "locks" / "all").write_text(f"{mate.path}\n")
    mate.lab.run("dconf", "compile", mate.lab.folder / "rules.db", rules)
    profile = mate.lab.folder / "profile"
    profile.write_text(f"user-db:user\nfile-db:{mate.lab.folder / 'rules.db'}\n")
    mate.lab.env["DCONF_PROFILE"] = str(profile)
    for name, value in mate.lab.env.items():
        monkeypatch.setenv(name, value)
    mechanism = MateMechanism(SessionBus(mate.lab.env["DBUS_SESSION_BUS_ADDRESS"]))
    assert not mechanism.is_allowed()
    assert refused(mechanism, mate)


def test_a_setting_that_xfconf_has_locked(xfce: Xfce) -> None:
    rules = xfce.lab.folder / "rules" / "xfce4" / "xfconf" / "xfce-perchannel-xml"
    rules.mkdir(parents=True)
    (rules / "xfce4-notifyd.xml").write_text(XFCE_LOCKED)
    bus = "org.freedesktop.DBus"
    answer = xfce.lab.call(bus, "/", f"{bus}.GetConnectionUnixProcessID", "org.xfce.Xfconf")
    xfce.lab.run("kill", "".join(filter(str.isdigit, answer.removeprefix("(uint32"))))
    folder = f"XDG_CONFIG_DIRS={xfce.lab.folder / 'rules'}"
    xfce.lab.run("dbus-update-activation-environment", folder)
    wait_until(lambda: not xfce.lab.has_name("org.xfce.Xfconf"), 5, "the end of xfconfd")
    mechanism = XfceMechanism(SessionBus(xfce.lab.env["DBUS_SESSION_BUS_ADDRESS"]))
    assert not mechanism.is_allowed()
    assert refused(mechanism, xfce)
