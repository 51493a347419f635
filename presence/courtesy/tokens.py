"""Secrets out of the keyring and into it, by a process of its own."""

import sys
from collections.abc import Generator

from presence.core.errors import CourtesyError, ErrorCode, SecretError
from presence.courtesy.courtesy import Answer, Run, Step
from presence.secrets import Exit

TIME_TO_UNLOCK = 60.0  # seconds in which the person types the keyring's password


def secret_name(target: str, name: str) -> str:
    """The name under which the keyring holds a secret: ``slack token``."""
    return f"{target} {name}"


def read_secrets(
    service: str, target: str, names: tuple[str, ...]
) -> Generator[Step, Answer, dict[str, str]]:
    """The secrets of a target; raises CourtesyError or SecretError."""
    secrets = {}
    for name in names:
        answer = yield Run(_command(service, "get", target, name), b"", True, TIME_TO_UNLOCK)
        if answer.status == Exit.NO_SUCH_SECRET:
            raise CourtesyError(ErrorCode.COURTESY_NO_TOKEN, target=target)
        if answer.status == Exit.NO_KEYRING:
            raise SecretError(ErrorCode.NO_KEYRING)
        if answer.status != Exit.DONE:
            raise SecretError(ErrorCode.KEYRING_REFUSED, detail=str(answer.status))
        secret = answer.body.decode(errors="replace").strip()
        if not secret or not secret.isprintable():  # a line break would end the header it goes into
            raise CourtesyError(ErrorCode.COURTESY_NO_TOKEN, target=target)
        secrets[name] = secret
    return secrets


def writing(service: str, target: str, name: str, secret: str) -> Run:
    """Keeps a secret in the place of the one before."""
    return Run(_command(service, "put", target, name), secret.encode(), seconds=TIME_TO_UNLOCK)


def _command(service: str, action: str, target: str, name: str) -> tuple[str, ...]:
    program = (sys.executable, "-P", "-m", "presence.secrets")
    return (*program, service, action, secret_name(target, name))
