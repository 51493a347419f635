"""A calendar's secret in the keyring, by a process of its own: an app password, an address."""

from collections.abc import Callable

from presence.calendars.sources.make import secret_name
from presence.calendars.sources.program import Ended, Program
from presence.core.coming.fetched import Failure, Trouble
from presence.core.errors import ErrorCode, SecretError
from presence.secrets import LONGEST, TIME_TO_UNLOCK, read_secret, secret_command


class SecretAsked:
    """Asks once; ``told`` gets the secret, or why there is none, once and later."""

    def __init__(
        self, service: str, calendar_id: str, told: Callable[[str | Failure], None]
    ) -> None:
        """``service`` is what the keyring holds this home's secrets under."""
        self._told = told
        command = secret_command(service, "get", secret_name(calendar_id))
        self._program = Program(command, b"", TIME_TO_UNLOCK, LONGEST, self._on_ended)

    def close(self) -> None:
        """Nobody waits for it any more."""
        self._program.stop()

    def _on_ended(self, ended: Ended) -> None:
        self._told(_understood(ended))


class SecretKept:
    """Puts a secret in, or takes it out; ``told`` gets what was in the way, once and later."""

    def __init__(
        self,
        service: str,
        calendar_id: str,
        secret: str | None,
        told: Callable[[SecretError | None], None],
    ) -> None:
        """``secret`` None: it is forgotten, and nothing happens where there is none."""
        self._told = told
        action = "delete" if secret is None else "put"
        command = secret_command(service, action, secret_name(calendar_id))
        given = (secret or "").encode(errors="surrogateescape")
        self._program = Program(command, given, TIME_TO_UNLOCK, LONGEST, self._on_ended)

    def close(self) -> None:
        """Nobody waits for it any more."""
        self._program.stop()

    def _on_ended(self, ended: Ended) -> None:
        if ended.status is None:
            self._told(SecretError(ErrorCode.KEYRING_REFUSED, detail="took too long"))
            return
        try:
            read_secret(ended.status, ended.output)
        except SecretError as error:
            self._told(error)
        else:
            self._told(None)


def _understood(ended: Ended) -> str | Failure:
    if ended.status is None:
        return Failure(Trouble.NO_PASSWORD, "took too long")
    try:
        secret = read_secret(ended.status, ended.output)
    except SecretError as error:
        return Failure(Trouble.NO_PASSWORD, error.code.value)
    return secret if secret is not None else Failure(Trouble.NO_PASSWORD)
