"""A mute on a real desktop: what is asked of each of them, by what is seen on its screen."""

import json
import os
import signal
import time
from pathlib import Path

from tests.desktops.desktop import Desktop
from tests.desktops.lab import ROOT, VENV
from tests.desktops.programs import Program, wait_until

WITHIN = 1.0  # seconds after a crash


class Muting:
    """The program that holds the mute on a desktop."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        self.lab = desktop.lab
        self.lease = self.lab.home / "presence" / "mute-lease.json"
        self._orders = self.lab.folder / f"orders-{len(self.lab.programs)}"
        os.mkfifo(self._orders)
        self.program = self._start()

    def order(self, words: str, answer: str) -> dict[str, str]:
        """What it says after an order."""
        seen = self.program.output.count(answer)
        self.tell(words)
        wait_until(lambda: self.program.output.count(answer) > seen, 5, answer, every=0.005)
        return self.said(answer)

    def said(self, word: str) -> dict[str, str]:
        """What it said last after that word."""
        lines = [line for line in self.program.output.splitlines() if line.startswith(word)]
        said: dict[str, str] = json.loads(lines[-1].removeprefix(word))
        return said

    def take(self) -> dict[str, str]:
        return self.order("take dinner", "taken")

    def release(self) -> dict[str, str]:
        return self.order("release", "released")

    def quit(self) -> None:
        self.tell("quit")
        self.program.process.wait(5)

    def crash(self) -> None:
        """SIGKILL to its whole process group."""
        os.killpg(self.program.process.pid, signal.SIGKILL)
        self.program.process.wait(5)

    def restarted(self) -> "Muting":
        """The next start of the app after this one is gone."""
        return Muting(self.desktop)

    def _start(self) -> Program:
        script = Path(__file__).with_name("mute_program.py")
        program = self.lab.spawn(
            *(VENV / "python", script, self.lease, self._orders),
            name="muting",
            env={"PYTHONPATH": str(ROOT)},
        )
        wait_until(lambda: "ready" in program.output, 10, "the program that mutes", every=0.01)
        return program

    def tell(self, words: str) -> None:
        pipe = os.open(self._orders, os.O_WRONLY)
        os.write(pipe, f"{words}\n".encode())
        os.close(pipe)


class MuteJourney:
    """The subclass's module has a fixture ``muted``: the desktop, with notifications coming."""

    told_after_a_crash = "restored"

    def test_it_is_quiet_on_screen_during_a_session_and_as_before_afterwards(
        self, muted: Desktop
    ) -> None:
        before = muted.setting()
        muting = Muting(muted)
        assert muting.take()["detail"] == "checked"
        assert not muted.shows_notifications(f"mute-{muted.lab.name}-during")
        assert muting.release()["detail"] == "no_session"
        assert muted.setting() == before
        assert muted.shows_notifications(f"mute-{muted.lab.name}-after")
        assert not muting.lease.exists()
        muting.take()
        muting.quit()
        wait_until(lambda: muted.setting() == before, WITHIN, "the state of before")

    def test_a_crash_is_put_back_within_a_second_and_told_at_the_next_start(
        self, muted: Desktop
    ) -> None:
        before = muted.setting()
        muting = Muting(muted)
        muting.take()
        assert muted.setting() != before
        muting.crash()
        crashed = time.monotonic()
        wait_until(lambda: muted.setting() == before, WITHIN, "the state of before", every=0.01)
        print(f"{muted.lab.name}: put back after {(time.monotonic() - crashed) * 1000:.0f} ms")
        assert muted.shows_notifications()
        again = muting.restarted()
        again.tell("settle")
        word = f"put back {self.told_after_a_crash}"
        wait_until(lambda: word in again.program.output, 5, "the word about it")
        assert not list(muting.lease.parent.iterdir())

    def test_the_persons_own_switch_is_respected(self, muted: Desktop) -> None:
        muting = Muting(muted)
        muting.take()
        muted.unmute_by_hand()
        wait_until(lambda: "user_changed" in muting.program.output, 5, "hands off")
        theirs = muted.setting()
        muting.release()
        assert muted.setting() == theirs
        muted.mute_by_hand()
        on = muted.setting()
        assert muting.take()["detail"] == "already_on"
        muting.release()
        assert muted.setting() == on
        assert not muted.shows_notifications()
