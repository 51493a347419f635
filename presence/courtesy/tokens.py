"""Secrets out of the keyring and into it, by a process of its own."""

from collections.abc import Generator

from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Answer, Run, Step
from presence.secrets import TIME_TO_UNLOCK, read_secret, secret_command


def secret_name(target: str, name: str) -> str:
    """The name under which the keyring holds a secret: ``slack token``."""
    return f"{target} {name}"


def read_secrets(
    service: str, target: str, names: tuple[str, ...]
) -> Generator[Step, Answer, dict[str, str]]:
    """The secrets of a target; raises CourtesyError or SecretError."""
    secrets = {}
    for name in names:
        command = secret_command(service, "get", secret_name(target, name))
        answer = yield Run(command, b"", True, TIME_TO_UNLOCK)
        secret = read_secret(answer.status, answer.body)
        if secret is None:
            raise CourtesyError(ErrorCode.COURTESY_NO_TOKEN, target=target)
        secrets[name] = secret
    return secrets


def writing(service: str, target: str, name: str, secret: str) -> Run:
    """Keeps a secret in the place of the one before."""
    command = secret_command(service, "put", secret_name(target, name))
    return Run(command, secret.encode(), seconds=TIME_TO_UNLOCK)
