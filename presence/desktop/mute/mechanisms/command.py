"""The person's own commands that mute, unmute and tell the state: for every other desktop.

They are run as they stand, without a shell. Without one that tells the state it is not known
whether the mute works, nor whether somebody has changed it: it is taken back in any case.
"""

import os
import shlex
import shutil

from presence.core.errors import ErrorCode, MuteError
from presence.core.lease import Recipe
from presence.desktop.dbus import SessionBus
from presence.desktop.mute.choice import NO_COMMANDS, Commands
from presence.desktop.mute.mechanism import Lifetime, Mechanism, Reading, Server
from presence.desktop.mute.mechanisms.steps import script_step
from presence.desktop.mute.scripts import word_of
from presence.texts import _


class Command(Mechanism):
    """Chosen where nothing else serves and the commands are enough, or by its name."""

    name = "command"
    lifetime = Lifetime.PERSISTENT  # as far as anybody knows
    needs_server = False

    def __init__(self, bus: SessionBus, commands: Commands = NO_COMMANDS) -> None:
        super().__init__(bus)
        self._commands = commands

    @classmethod
    def serves(cls, _server: Server) -> bool:
        return False

    @property
    def can_be_asked(self) -> bool:
        """Whether there is a command that tells the state."""
        return bool(self._commands.query.strip())

    def read(self) -> Reading:
        """Looks at all three first: nothing is muted that could not be unmuted."""
        if not self._commands.are_enough:
            raise self._failed(_("the commands for it are not in the settings"))
        for command in (self._commands.mute, self._commands.unmute):
            self._words(command)
        if not self.can_be_asked:
            return Reading(is_muted=False, prior=None, was="")
        said = self._run(self._commands.query)
        is_on = word_of.switch(said)
        if is_on is None:
            raise self._failed(
                _("“{command}” should print on or off, and printed “{said}”").format(
                    command=self._commands.query, said=word_of.first_line(said)
                )
            )
        word = word_of.ON if is_on else word_of.OFF
        return Reading(is_on, prior=word, was=word)

    def recipe(self, reading: Reading) -> Recipe:
        unmute = self._words(self._commands.unmute)
        bus = self._bus.address or ""
        if not self.can_be_asked:
            return Recipe(
                ask=script_step(word_of, word_of.ON),
                ours=word_of.ON.encode(),
                restore=script_step(word_of, word_of.DONE, *unmute),
                bus=bus,
                done=word_of.DONE.encode(),
            )
        return Recipe(
            ask=script_step(word_of, word_of.SWITCH, *self._words(self._commands.query)),
            ours=word_of.ON.encode(),
            restore=script_step(word_of, word_of.DONE, *unmute),
            bus=bus,
        )

    def by_hand(self, reading: Reading) -> str:
        """The person's own command."""
        return _("Type this in a terminal: {command}").format(command=self._commands.unmute)

    def mute(self, reading: Reading) -> None:
        self._run(self._commands.mute)

    def _words(self, command: str) -> tuple[str, ...]:
        """With the full path of the program, for a guard or a command whose PATH is another one."""
        try:
            program, *arguments = shlex.split(command)
        except ValueError as exc:  # a quotation mark that is not closed, or nothing at all
            raise self._failed(f"{command}: {exc}") from exc
        path = shutil.which(os.path.expanduser(program))
        if path is None:
            raise self._failed(_("there is no program {program}").format(program=program))
        return (os.path.abspath(path), *arguments)

    def _run(self, command: str) -> str:
        environment = dict(os.environ)
        if self._bus.address:
            environment["DBUS_SESSION_BUS_ADDRESS"] = self._bus.address
        environment["LC_ALL"] = "C"  # as the player has it
        time_limit = min(self._bus.time_left, word_of.TIME_LIMIT)
        try:
            return word_of.run(self._words(command), time_limit, environment)
        except word_of.TookTooLong as exc:
            raise MuteError(ErrorCode.MUTE_TIMED_OUT, mechanism=self.name) from exc
        except word_of.SaidTooMuch as exc:
            detail = _("“{command}” prints and prints").format(command=command)
            raise self._failed(detail) from exc
        except word_of.WentWrong as exc:
            detail = _("“{command}” ended with {code}: {said}").format(
                command=command, code=exc.exit_code, said=exc
            )
            raise self._failed(detail) from exc
        except word_of.Failed as exc:
            raise self._failed(str(exc)) from exc

    def _failed(self, detail: str) -> MuteError:
        return MuteError(ErrorCode.MUTE_FAILED, mechanism=self.name, detail=detail)
