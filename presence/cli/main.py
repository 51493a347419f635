"""The command line: finds the command's file, reads its words, says what went wrong in one line."""

import os
import sys

from presence.cli.context import Context
from presence.cli.fast import INTERRUPTED
from presence.core.errors import ErrorCode, NotUnderstood, PresenceError, Refused, StoreError
from presence.core.library import Callable, Sequence

_REVIEWS = ("week", "month", "year")


def main(words: Sequence[str]) -> int:
    """Run a command; the exit code."""
    as_json = "--json" in words
    for name in ("stdout", "stderr"):  # closed by who started us: nobody wants to hear it
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115  # to the end
            setattr(sys, name, nowhere)
    _speak_with_its_letters(as_json)
    try:
        code = _flushed(lambda: _run(list(words)))
    except PresenceError as error:
        return report(error, as_json)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_nothing_be_written()
        return 1
    except OSError as fault:
        if not _is_of_stdout(fault):
            raise
        _let_nothing_be_written()
        return report_untold(fault)
    return code


def _speak_with_its_letters(as_json: bool) -> None:
    """A terminal that has no letter for something shows another; what is for scripts is UTF-8."""
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", None) or "utf-8"
        if encoding.lower() != "utf-8" and hasattr(stream, "reconfigure"):
            from presence.cli.letters import NAME  # most terminals have them all

            stream.reconfigure(**({"encoding": "utf-8"} if as_json else {"errors": NAME}))


def _flushed(run: Callable[[], int]) -> int:
    """All of it written, or an OSError; ``--help`` ends with a SystemExit."""
    try:
        code = run()
    except SystemExit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()
    return code


def _is_of_stdout(fault: OSError) -> bool:
    """Whether it was the answer that could not be written: then it cannot a second time either."""
    if fault.filename is not None:
        return False
    try:
        sys.stdout.flush()
    except OSError:
        return True
    return bool(getattr(sys.stdout, "write_through", False))  # which keeps nothing to try with


def _let_nothing_be_written() -> None:
    """Python flushes stdout once more at its end, and would complain there."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def report_untold(fault: OSError) -> int:
    """What was asked for is done, but there is no room for the answer, as on a full disk."""
    from presence.words.errors import explain

    detail = fault.strerror or str(fault)
    error = Refused(ErrorCode.FILE_NOT_WRITABLE, path="/dev/stdout", detail=detail)
    message, _hint = explain(error)  # which would tell of another file
    sys.stderr.write(f"presence: {message}\n")
    return error.exit_code


def report(error: PresenceError, as_json: bool) -> int:
    """Say why it could not be done, and what to do; the exit code."""
    if as_json:
        import json

        from presence.words.records import error_record

        sys.stdout.write(json.dumps(error_record(error), ensure_ascii=False) + "\n")
    else:
        from presence.words.errors import explain

        message, hint = explain(error)
        sys.stderr.write(f"presence: {message} {hint}".rstrip() + "\n")
    return error.exit_code


def report_no_answer(as_json: bool) -> int:
    """The app listens and stays silent; the exit code."""
    return report(Refused(ErrorCode.APP_DID_NOT_ANSWER), as_json)


def _run(words: list[str]) -> int:
    words, home, as_json = _common(words)
    _refuse_what_is_no_text(words)
    context = Context(home, as_json)
    try:
        if words in (["status"], ["stop"], ["slip"]):  # no parser: a status bar asks often
            from presence.cli.steer import steer

            return steer(context, {"do": words[0]})
        context.use_language()
        if words == ["people", "due"]:  # as above
            from presence.cli.people.due import say_due

            return say_due(context)
        if words and words[0] in _REVIEWS:
            from presence.cli.review import COMMANDS
            from presence.cli.review.asked import plainly_asked

            asked = plainly_asked(words)
            if asked is not None:
                return COMMANDS[words[0]].run(context, asked)
        from presence.cli.parser import parse

        command, arguments = parse(words)
        return command.run(context, arguments)
    except StoreError as error:
        _offer_a_backup(error, context)
        raise
    finally:
        context.close()


def _offer_a_backup(error: StoreError, context: Context) -> None:
    """A log that opened may show only when it is read that it is damaged."""
    is_the_log = error.values.get("path") == str(context.paths.database)
    if error.code is ErrorCode.LOG_IS_DAMAGED and is_the_log and "backup" not in error.values:
        from presence.store.backups.shelf import add_offer

        add_offer(error, context.paths)


def _refuse_what_is_no_text(words: Sequence[str]) -> None:
    """Bytes that are no text in the terminal's encoding come as lone surrogates (PEP 383)."""
    for word in words:
        try:
            word.encode()
        except UnicodeEncodeError as fault:
            said = word.encode(errors="replace").decode()
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=said) from fault


def _common(words: list[str]) -> tuple[list[str], str, bool]:
    """The words without ``--home DIR`` and ``--json``, which may stand anywhere."""
    rest: list[str] = []
    home, as_json = "", False
    waiting = words[::-1]
    while waiting:
        word = waiting.pop()
        if word == "--":
            rest += [word, *waiting[::-1]]
            break
        if word == "--json":
            as_json = True
        elif word == "--home" and not waiting:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="--home DIR")
        elif word == "--home":
            home = waiting.pop()
        elif word.startswith("--home="):
            home = word.removeprefix("--home=")
        else:
            rest.append(word)
    return rest, home, as_json
