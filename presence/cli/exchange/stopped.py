"""An import that Ctrl-C has stopped: nothing of it stays, and nobody waits long for that."""

import os
import subprocess
import sys

from presence.cli.context import Context
from presence.paths import HOME_VARIABLE
from presence.texts import _


def say_stopped(context: Context) -> None:
    """Say that nothing of it is in the log, or have the rest of it taken out, and say that.

    Any command that opens the log takes out what it finds there of it, and so does this one.
    """
    if not context.log.has_unfinished_work:
        context.warn(_("The import was stopped; nothing of it is in the log."))
        return
    context.close()
    _take_out_apart(context)
    context.warn(_("The import was stopped; what had come in is being taken out of the log again."))


def _take_out_apart(context: Context) -> None:
    command = [sys.executable, "-P", "-m", "presence", "kinds"]
    if context.home_is_named or os.environ.get(HOME_VARIABLE):
        command += ["--home", str(context.paths.data)]  # whole, for its folder is another
    nowhere = subprocess.DEVNULL
    other = subprocess.Popen(
        command, stdin=nowhere, stdout=nowhere, stderr=nowhere, cwd="/", start_new_session=True
    )
    other.returncode = 0  # it lives on without us, and Popen is not to complain of it
