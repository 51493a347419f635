"""``forget``: take a person, the time before a day, or everything out of the log for good."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.log import calendar_of
from presence.cli.safety.consent import ask_for_yes
from presence.cli.table import plain
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.person import folded
from presence.core.session import Session
from presence.store import new_id
from presence.store.forgetting.files import Told, foresee, forget
from presence.store.forgetting.wish import Before, Everything, Person, Wish
from presence.texts import _
from presence.words.entry import when
from presence.words.safety import forgetting


def _forget_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--person", metavar=_("NAME"), help=_("somebody: the hours stay, the name goes"))
    add("--with-sessions", action="store_true", help=_("and every session they were in"))
    add("--before", metavar=_("DATE"), help=_("everything before that day"))
    add("--everything", action="store_true", help=_("the whole log and all of its backups"))
    add("--dry-run", action="store_true", help=_("only show what would go"))
    add("--yes", action="store_true", help=_("do not ask"))


def _forget(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    wish, flag = _wish(context, arguments)
    settle_leftover(context)
    context.see_to_an_older_log()
    _refuse_while_one_would_go(context, wish)
    told = foresee(context.paths, wish)
    if told.is_nothing:
        _say_nothing(context, wish)
        return 0
    if not context.as_json:
        context.say("\n".join(_lines(context, wish, told)))
    if arguments.dry_run:
        if context.as_json:
            context.say_record(_record(told, is_done=False))
        return 0
    ask_for_yes(arguments, _("Forget it?"), f"presence forget {flag} --yes")
    context.close()
    told = forget(context.paths, wish, context.now, new_id)
    context.tell_app()
    if context.as_json:
        context.say_record(_record(told, is_done=True))
    else:
        context.say(forgetting.done_line())
    return 0


def _wish(context: Context, arguments: Namespace) -> tuple[Wish, str]:
    """What is wanted, and the words that say it again; raises NotUnderstood."""
    said = [
        flag
        for flag, value in (
            ("--person", arguments.person),
            ("--before", arguments.before),
            ("--everything", arguments.everything),
        )
        if value
    ]
    if len(said) > 1:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=said[0], second=said[1])
    if not said:
        raise NotUnderstood(
            ErrorCode.BAD_REQUEST, detail=_("name --person, --before or --everything")
        )
    if arguments.with_sessions and not arguments.person:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=said[0], second="--with-sessions")
    if arguments.person:
        name = " ".join(arguments.person.removeprefix("@").split())
        if not name:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="--person")
        with_sessions = " --with-sessions" if arguments.with_sessions else ""
        return Person(name, arguments.with_sessions), f'--person "{name}"{with_sessions}'
    if arguments.before:
        calendar = calendar_of(context)
        today = calendar.day_of(context.now)
        day = when(context.now, context.zone, today).day(arguments.before)
        if day > today:
            raise Refused(ErrorCode.IN_THE_FUTURE, at=calendar.start_of(day), now=context.now)
        return Before(calendar.start_of(day)), f"--before {arguments.before}"
    return Everything(), "--everything"


def _refuse_while_one_would_go(context: Context, wish: Wish) -> None:
    """What is in progress cannot be taken away from under the app."""
    is_all = isinstance(wish, Everything)
    if not (is_all or (isinstance(wish, Person) and wish.with_sessions)):
        return
    session = context.log.open_session() if context.paths.database.exists() else None
    if session is None:
        return
    if is_all or (isinstance(wish, Person) and _is_in(wish, session)):
        raise Refused(ErrorCode.ALREADY_RUNNING, session=session, kinds=context.log.kinds())


def _is_in(wish: Person, session: Session) -> bool:
    return folded(wish.name) in map(folded, session.people)


def _say_nothing(context: Context, wish: Wish) -> None:
    if isinstance(wish, Person):
        raise Refused(ErrorCode.NO_SUCH_PERSON, text=wish.name)
    if context.as_json:
        context.say_record(_record(foresee(context.paths, wish), is_done=False))
    else:
        context.say(forgetting.nothing_line())


def _lines(context: Context, wish: Wish, told: Told) -> Iterator[str]:
    match wish:
        case Person():
            yield forgetting.headline(person=plain(wish.name))
        case Before():
            yield forgetting.headline(before=calendar_of(context).day_of(wish.at))
        case Everything():
            yield forgetting.headline()
    log = told.log
    for count, line in (
        (log.sessions_gone, forgetting.sessions_gone_line),
        (log.sessions_changed, forgetting.sessions_changed_line),
        (log.texts_blanked, forgetting.blanked_line),
        (0 if isinstance(wish, Person) else log.people, forgetting.people_line),
        (log.others, forgetting.others_line),
        (len(told.rewritten), forgetting.rewritten_line),
    ):
        if count:
            yield f"  {line(count)}"
    if told.removed:
        is_everything = isinstance(wish, Everything)
        yield f"  {forgetting.removed_line(len(told.removed), is_everything)}"
    if told.phones:
        yield f"  {forgetting.phones_line()}"
    yield forgetting.no_way_back_line()
    yield forgetting.elsewhere_line()


def _record(told: Told, is_done: bool) -> dict[str, object]:
    return {
        "forgotten": is_done,
        "sessions_gone": told.log.sessions_gone,
        "sessions_changed": told.log.sessions_changed,
        "texts_blanked": told.log.texts_blanked,
        "people": told.log.people,
        "others": told.log.others,
        "rewritten": [str(path) for path in told.rewritten],
        "removed": [str(path) for path in (*told.removed, *told.phones)],
    }


COMMANDS = {"forget": Command(lambda: _("take data out for good"), _forget_arguments, _forget)}
