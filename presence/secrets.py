"""Tokens in the desktop's keyring, and nowhere else; the only place of ``keyring``.

The app runs it as a program, ``python -m presence.secrets SERVICE get|put|delete NAME``: a keyring
may ask the person for its password first, and the library takes 25 MB. The package of a system does
without it: there ``secret-tool`` of libsecret asks the same keyring for the same entries.
"""

import shutil
import subprocess
import sys
from contextlib import closing
from enum import IntEnum
from typing import TYPE_CHECKING

from presence.core.errors import ErrorCode, SecretError

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

LONGEST = 20_000
TIME_TO_UNLOCK = 60.0  # seconds in which the person types the keyring's password
PLAIN_FILES = ("keyrings.alt.", "keyring.backends.null", "keyring.backends.fail")


class Exit(IntEnum):
    """How the program ends."""

    DONE = 0
    NOT_UNDERSTOOD = 2
    NO_SUCH_SECRET = 3
    NO_KEYRING = 4
    REFUSED = 5


class Keyring:
    """The secrets of one home; every call may wait for the person, and raises SecretError."""

    def __init__(self, service: str) -> None:
        self._service = service
        self._backend = _find_backend()

    def get(self, name: str) -> str | None:
        """The secret of that name, None where there is none."""
        try:
            return self._backend.get_password(self._service, name)
        except Exception as fault:  # a keyring is a plug-in, and each raises what it likes
            raise _refused(fault) from fault

    def put(self, name: str, secret: str) -> None:
        """Keep a secret, in the place of an earlier one."""
        try:
            self._backend.set_password(self._service, name, secret)
        except Exception as fault:  # a keyring is a plug-in, and each raises what it likes
            raise _refused(fault) from fault

    def delete(self, name: str) -> bool:
        """Forget a secret; whether there was one."""
        if self.get(name) is None:
            return False
        try:
            self._backend.delete_password(self._service, name)
        except Exception as fault:  # a keyring is a plug-in, and each raises what it likes
            raise _refused(fault) from fault
        return True

    def names(self) -> tuple[str, ...] | None:
        """Of all secrets of this home, without its being unlocked; None where none is told."""
        try:
            from keyring.backends import SecretService

            if not isinstance(self._backend, SecretService.Keyring):
                return None
            import secretstorage
        except ImportError:
            return None
        try:
            with closing(secretstorage.dbus_init()) as bus:
                found = secretstorage.search_items(bus, {"service": self._service})
                return tuple(sorted(each.get_attributes()["username"] for each in found))
        except Exception as fault:  # a keyring is a plug-in, and each raises what it likes
            raise _refused(fault) from fault


class SecretTool:
    """The desktop's keyring by libsecret's program, under the names that ``keyring`` gives."""

    def __init__(self, program: str) -> None:
        self._program = program

    def get_password(self, service: str, name: str) -> str | None:
        done = self._run("lookup", service, name)
        if done.returncode and done.stderr.strip():
            raise OSError(done.returncode)  # its words go nowhere, as above
        return None if done.returncode else done.stdout

    def set_password(self, service: str, name: str, secret: str) -> None:
        self._run(f"--label={service}: {name}", service, name, secret).check_returncode()

    def delete_password(self, service: str, name: str) -> None:
        self._run("clear", service, name).check_returncode()

    def _run(
        self, action: str, service: str, name: str, secret: str = ""
    ) -> "subprocess.CompletedProcess[str]":
        actions = ["store", action] if action.startswith("--") else [action]
        return subprocess.run(
            [self._program, *actions, "service", service, "username", name],
            input=secret,
            capture_output=True,
            text=True,
            timeout=TIME_TO_UNLOCK,
            check=False,
        )


def secret_command(service: str, action: str, name: str) -> tuple[str, ...]:
    """This file as a program, for who must not wait: one that runs on a Qt loop."""
    return (sys.executable, "-P", "-m", "presence.secrets", service, action, name)


def read_secret(status: int, output: bytes) -> str | None:
    """What the program has answered to ``get``: None where there is none; raises SecretError."""
    if status == Exit.NO_SUCH_SECRET:
        return None
    if status == Exit.NO_KEYRING:
        raise SecretError(ErrorCode.NO_KEYRING)
    if status != Exit.DONE:
        raise SecretError(ErrorCode.KEYRING_REFUSED, detail=str(status))
    secret = output.decode(errors="replace").strip()
    # A line break would end the header, or the address, that it goes into.
    return secret if secret and secret.isprintable() else None


def _find_backend() -> "KeyringBackend | SecretTool":
    """The keyring that runs here; never a file that anybody could read."""
    try:
        import keyring
        from keyring.backends.chainer import ChainerBackend
    except ImportError as fault:
        program = shutil.which("secret-tool")
        if program is None:
            raise SecretError(ErrorCode.NO_KEYRING) from fault
        return SecretTool(program)
    try:
        chosen = keyring.get_keyring()
        found = chosen.backends if isinstance(chosen, ChainerBackend) else [chosen]
    except Exception as fault:  # a plug-in that does not even load may raise anything
        raise SecretError(ErrorCode.NO_KEYRING) from fault
    for backend in found:
        if not type(backend).__module__.startswith(PLAIN_FILES):
            return backend
    raise SecretError(ErrorCode.NO_KEYRING)


def _refused(fault: Exception) -> SecretError:
    """In the fault's own name alone: its words might hold what was to be kept."""
    return SecretError(ErrorCode.KEYRING_REFUSED, detail=type(fault).__name__)


def main(words: list[str]) -> int:
    """Do one thing; a secret comes in by stdin and goes out by stdout."""
    match words:
        case [service, "get" | "put" | "delete" as action, name]:
            pass
        case _:
            return Exit.NOT_UNDERSTOOD
    try:
        keyring = Keyring(service)
        if action == "put":
            keyring.put(name, sys.stdin.read(LONGEST))
        elif action == "delete":
            keyring.delete(name)
        else:
            secret = keyring.get(name)
            if secret is None:
                return Exit.NO_SUCH_SECRET
            sys.stdout.write(secret)
    except SecretError as error:
        return Exit.NO_KEYRING if error.code is ErrorCode.NO_KEYRING else Exit.REFUSED
    return Exit.DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
