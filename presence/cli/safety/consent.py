"""Asking before what cannot be undone."""

import sys
from argparse import Namespace

from presence.core.errors import ErrorCode, Refused
from presence.texts import _


def ask_for_yes(arguments: Namespace, question: str, command: str) -> None:
    """Raises Refused without a yes; ``command`` is what to type where nobody can be asked."""
    if arguments.yes:
        return
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise Refused(ErrorCode.NEEDS_A_YES, command=command)
    sys.stdout.write(f"{question} " + _("[y/N]") + " ")
    sys.stdout.flush()
    answer = sys.stdin.readline().strip().casefold()
    if answer not in {"y", "yes", _("yes").casefold(), _("yes")[0].casefold()}:
        raise Refused(ErrorCode.NEEDS_A_YES, command=command)
