"""``start`` and ``toggle``: the two commands that may bring the app up."""

from argparse import ArgumentParser, Namespace
from datetime import timedelta

from presence.cli.command import Command, no_arguments
from presence.cli.context import Context
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.spelling import tidy
from presence.core.person import named
from presence.core.tracker import StartRequest
from presence.texts import _

Words = dict[str, object]


def _start_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("words", nargs="*", metavar=_("KIND"), help=_("dinner; or a line like “din @Ana 90m”"))
    add("--with", dest="people", action="append", default=[], metavar=_("NAME"), help=_("who"))
    add("--for", dest="length", metavar=_("LENGTH"), help=_("how long: 90m, 1h30"))
    add("--until", metavar=_("TIME"), help=_("when it is planned to end: 21:30"))
    add("--open", action="store_true", help=_("without a planned end"))
    add("--ago", metavar=_("LENGTH"), help=_("it began so long ago: 10m"))
    add("--place", default="", metavar=_("TEXT"), help=_("where"))
    add("--note", default="", metavar=_("TEXT"), help=_("what is worth remembering"))
    add("--switch", action="store_true", help=_("end the one that runs, and go on quiet"))
    add("--ask", action="store_true", help=_("open the small window to type it in"))
    add("--no-spawn", action="store_true", help=_("only write the row where no app runs"))
    add("--foreground", action="store_true", help=_("run the app here until it ends"))


def _start(context: Context, arguments: Namespace) -> int:
    from presence.cli.launch import ask_or_bring_up, run_in_foreground
    from presence.cli.steer import do_here

    _check_words(arguments)
    if arguments.ask:
        request: Words = {"do": "ask", "text": " ".join(arguments.words)}
    else:
        request = {"do": "start", "switch": arguments.switch, **_said(context, arguments)}
    if arguments.no_spawn:
        answer = context.ask_app(request) or do_here(context, request)
    elif arguments.foreground:
        running = context.ask_app(request)
        if running is None:
            return run_in_foreground(context, request)
        answer = running
    else:
        answer = ask_or_bring_up(context, request)
    return context.print_answer(answer)


def _toggle(context: Context, _arguments: Namespace) -> int:
    from presence.cli.launch import ask_or_bring_up
    from presence.cli.steer import do_here

    request: Words = {"do": "toggle"}
    answer = context.ask_app(request)
    if answer is None and context.log.open_session() is not None:
        answer = do_here(context, request)
    return context.print_answer(answer or ask_or_bring_up(context, request))


def _check_words(arguments: Namespace) -> None:
    """Raises NotUnderstood for words that contradict each other."""
    ends = [
        name
        for name, said in (
            ("--for", arguments.length),
            ("--until", arguments.until),
            ("--open", arguments.open),
        )
        if said
    ]
    pairs = [ends[:2]] if len(ends) > 1 else []
    if arguments.no_spawn and arguments.foreground:
        pairs.append(["--no-spawn", "--foreground"])
    if arguments.no_spawn and arguments.ask:
        pairs.append(["--no-spawn", "--ask"])
    for first, second in pairs:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=first, second=second)


def _said(context: Context, arguments: Namespace) -> Words:
    """What the words say, with every time resolved."""
    from presence.words.entry import when

    times = when(context.now, context.zone)
    said = _said_in_line(context, arguments.words)
    people = [name for text in arguments.people for name in _some_in(text)]
    if people:
        known = said.get("people")
        said["people"] = [*known, *people] if isinstance(known, list) else people
    if isinstance(everybody := said.get("people"), list):
        for name in everybody:
            named(name)  # before the desktop is quiet
    ago = timedelta(seconds=float(str(said.get("ago_s", 0))))
    if arguments.ago is not None:
        ago = times.length(arguments.ago.removesuffix(" ago"))
        if ago < timedelta():
            raise NotUnderstood(ErrorCode.BAD_LENGTH, text=arguments.ago)
        said["ago_s"] = ago.total_seconds()
    if arguments.length is not None or arguments.until is not None or arguments.open:
        said = {name: said[name] for name in said if name not in ("length_s", "until", "open")}
    if arguments.length is not None:
        length = times.length(arguments.length)
        if length <= timedelta():
            raise NotUnderstood(ErrorCode.BAD_LENGTH, text=arguments.length)
        said["length_s"] = length.total_seconds()
    elif arguments.until is not None:
        said["until"] = times.until(arguments.until, context.now - ago).isoformat()
    elif arguments.open:
        said["open"] = True
    if arguments.place:
        said["place"] = arguments.place
    if arguments.note:
        said["note"] = arguments.note
    return said


def _said_in_line(context: Context, words: list[str]) -> Words:
    if not words:
        return {}
    from presence.core.entry.writing import shell_line

    line = shell_line(words).strip()
    if not line:  # an empty variable of a script: not what the script meant
        raise NotUnderstood(ErrorCode.UNKNOWN_KIND, text=line)
    if len(words) == 1 and line[0].isalpha() and " " not in line:
        return {"kind": line}  # the app finds it, and says what it does not know
    from presence.core.entry import parse_start
    from presence.words.entry import entry_context
    from presence.words.kinds import find_kind

    log = context.log
    context_of_line = entry_context(context.now, context.zone, log.kinds(), log.people())
    understood = parse_start(line, context_of_line)
    if understood.unknown:
        if not understood.has_kind:
            find_kind(understood.unknown[0], log.kinds())  # raises with the nearest one
        part = understood.unknown[0]
        raise NotUnderstood(ErrorCode.BAD_ENTRY, text=line, part=part, what="start")
    return _as_words(understood.request, understood.has_kind)


def _as_words(request: StartRequest, has_kind: bool) -> Words:
    said: Words = {
        "people": list(request.people),
        "place": request.place,
        "note": request.note,
        "tags": list(request.tags),
    }
    if has_kind:
        said["kind"] = request.kind
    if request.length is not None:
        said["length_s"] = request.length.total_seconds()
    if request.until is not None:
        said["until"] = request.until.isoformat()
    if request.is_open:
        said["open"] = True
    if request.ago:
        said["ago_s"] = request.ago.total_seconds()
    return {name: value for name, value in said.items() if value}


def _some_in(text: str) -> list[str]:
    """Raises NotUnderstood for none, as an empty variable of a script has."""
    names = names_in(text)
    if not any(map(tidy, names)):
        raise NotUnderstood(ErrorCode.NO_NAME)
    return names


def names_in(text: str) -> list[str]:
    """The names in one value of ``--with``: commas part them, an @ may stand before each."""
    names = [" ".join(part.split()).removeprefix("@").strip() for part in text.split(",")]
    return [name for name in names if name]


COMMANDS = {
    "start": Command(lambda: _("start a session"), _start_arguments, _start),
    "toggle": Command(lambda: _("do what a click on the icon does"), no_arguments, _toggle),
}
