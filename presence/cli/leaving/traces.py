"""Takes every trace away that the list of places names, and says which were there.

Nobody uses the home meanwhile: no app runs, the mute is put back. What cannot be taken away stops
nothing else, and is told; another run takes it up where this one left off.
"""

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from presence.cli.leaving.folders import remove_empty_folders
from presence.cli.leaving.places import Place, Sort, places
from presence.cli.leaving.secret_names import named_secrets
from presence.core.errors import ErrorCode, MuteError, PresenceError, Refused, SecretError
from presence.core.settings import Settings
from presence.paths import Paths

if TYPE_CHECKING:
    from presence.desktop.hotkey.bound import Bound
    from presence.secrets import Keyring

LOCK = "instance lock"
KEYRING = "keyring {service}: {name}"


class LogWish(Enum):
    """What is to become of the log, and of what it could be put back from."""

    KEEP = "kept"
    EXPORT = "exported"
    DELETE = "deleted"


@dataclass(slots=True)
class Gone:
    """What was taken away, in this order, and what could not be."""

    paths: list[str] = field(default_factory=list)
    troubles: list[PresenceError] = field(default_factory=list)

    @property
    def is_nothing(self) -> bool:
        return not self.paths and not self.troubles


class Traces:
    """Those of one home, and what becomes of its log."""

    def __init__(self, paths: Paths, settings: Settings, wish: LogWish) -> None:
        self._paths = paths
        self._settings = settings
        self._wish = wish
        self._places = places(paths, settings)
        self._gone = Gone()
        self._kept: str | None = None

    def foresee(self) -> tuple[str, ...]:
        """What would go; nothing is changed, and a keyring is not unlocked for it."""
        found = [bound.place for bound in self._bound_keys()]
        for place in self._places:
            if self._goes(place):
                found += place.found()
        with suppress(SecretError):
            found += [self._in_keyring(name) for name in self._secret_names()]
        return tuple(dict.fromkeys(found))

    def take_away(self, let_go: Callable[[], None], kept: str | None = None) -> Gone:
        """Do it; ``let_go`` ends what holds the home, before its folder is looked at.

        ``kept`` is the file that the log was written into: it stays, whatever it is called.
        """
        self._kept = None if kept is None else os.path.realpath(os.path.expanduser(kept))
        self._unbind_keys()
        self._turn_off_login()
        self._forget_desktop()
        self._remove_busy_file()
        has_secrets = not self._forget_secrets()
        for place in self._places:
            if place.sort in (Sort.OWN, Sort.LOG) and self._goes(place):
                if place.what == LOCK or (place.what == "settings" and has_secrets):
                    continue  # it is held; it names what is still in the keyring
                if place.what == "lease" and self._is_still_muted(place.path):
                    continue  # it says how to put the desktop back
                self._remove(place)
        let_go()
        for place in self._places:
            if place.what == LOCK:
                self._remove(place)
        self._gone.paths += remove_empty_folders(self._paths, self._places, self._gone.paths)
        return self._gone

    def _is_still_muted(self, path: str) -> bool:
        """Whether something is muted that could not be put back: no such session, another computer.

        One that nobody can read is of no use.
        """
        from presence.store.lease_file import LeaseFile

        try:
            lease = LeaseFile(path).read()
        except MuteError as error:
            if error.code is not ErrorCode.LEASE_ELSEWHERE:
                return False
            self._gone.troubles.append(error)
            return True
        if lease is None or not lease.held:
            return False
        names = " + ".join(each.name for each in lease.held)
        by_hand = " ".join(lease.by_hand.split("\n"))
        self._gone.troubles.append(
            MuteError(ErrorCode.MUTE_FAILED, mechanism=names, detail=by_hand.rstrip("."))
        )
        return True

    def _goes(self, place: Place) -> bool:
        if place.sort is Sort.LOG:
            return self._wish is not LogWish.KEEP
        return place.sort is not Sort.OTHERS

    # Outside the home

    def _bound_keys(self) -> "Sequence[Bound]":
        if not self._paths.is_the_persons_own:
            return ()  # its keys run commands of the person's own home
        from presence.desktop.hotkey.bound import find_bound

        return find_bound()

    def _unbind_keys(self) -> None:
        for bound in self._bound_keys():
            if bound.let_go():
                self._gone.paths.append(bound.place)
            else:
                self._gone.troubles.append(Refused(ErrorCode.KEY_NOT_LET_GO, path=bound.place))

    def _turn_off_login(self) -> None:
        from presence.desktop.autostart.find import all_ways

        logins = [place for place in self._places if place.what.startswith("login")]
        before = [path for place in logins for path in place.found()]
        home = "" if self._paths.is_the_persons_own else str(self._paths.data)
        for autostart in all_ways(home):
            try:
                autostart.turn_off()
            except PresenceError as error:
                self._gone.troubles.append(error)
        self._gone.paths += [path for path in before if not os.path.lexists(path)]

    def _forget_desktop(self) -> None:
        if not self._paths.is_the_persons_own:
            return
        from presence.desktop.autostart.program import this_program
        from presence.desktop.integration.pieces import pieces
        from presence.desktop.integration.putting import take_away

        try:
            self._gone.paths += map(str, take_away(pieces(this_program())))
        except PresenceError as error:
            self._gone.troubles.append(error)

    def _remove_busy_file(self) -> None:
        from presence.calendars.busy.file import remove_busy_file

        for place in self._places:
            if place.what == "busy file":
                try:
                    if remove_busy_file(place.path):
                        self._gone.paths.append(place.path)
                except OSError as fault:
                    self._fail(place.path, fault.strerror or str(fault))

    # The keyring

    def _forget_secrets(self) -> bool:
        """Whether none is left."""
        try:
            names = self._secret_names()
            for name in names:
                if self._keyring().delete(name):
                    self._gone.paths.append(self._in_keyring(name))
        except SecretError as error:
            if error.code is not ErrorCode.NO_KEYRING:  # else nothing of it can be there
                self._gone.troubles.append(error)
                return False
        return True

    def _secret_names(self) -> Sequence[str]:
        known = named_secrets(self._settings, self._places)
        if not known and not self._settings.calendars:
            return ()  # a keyring may have to be started for the question
        listed = self._keyring().names()
        return known if listed is None else listed

    def _keyring(self) -> "Keyring":
        from presence.secrets import Keyring

        return Keyring(self._paths.keyring_service)

    def _in_keyring(self, name: str) -> str:
        return KEYRING.format(service=self._paths.keyring_service, name=name)

    # The home

    def _remove(self, place: Place) -> None:
        for path in place.found():
            if os.path.realpath(path) == self._kept:
                continue
            try:
                if os.path.isdir(path) and not os.path.islink(path):
                    if os.listdir(path):
                        continue  # with what is not ours in it
                    os.rmdir(path)
                else:
                    os.unlink(path)
            except FileNotFoundError:
                continue
            except OSError as fault:
                self._fail(path, fault.strerror or str(fault))
            else:
                self._gone.paths.append(path)

    def _fail(self, path: str, detail: str) -> None:
        self._gone.troubles.append(Refused(ErrorCode.TRACE_NOT_REMOVED, path=path, detail=detail))
