"""``integrate``: what a package would do for the desktop, done in the home, for pipx and pip."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from presence.cli.command import Command
from presence.cli.context import Context
from presence.core.errors import ErrorCode, Refused
from presence.desktop.autostart.program import this_program
from presence.desktop.integration.pieces import Part, Piece, pieces
from presence.desktop.integration.putting import Put, is_on_the_bus, put, refuse_beside_a_package
from presence.texts import _


def _integrate_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would be written"))


def _integrate(context: Context, arguments: Namespace) -> int:
    if not context.paths.is_the_persons_own:
        raise Refused(ErrorCode.ONLY_OWN_HOME)
    refuse_beside_a_package()
    wanted = pieces(this_program())
    if arguments.dry_run:
        paths = [str(piece.path) for piece in wanted]
        if context.as_json:
            context.say_record({"written": [], "unchanged": [], "would_write": paths})
        else:
            context.say("\n".join(paths))
        return 0
    done = put(wanted)
    notes = list(_notes(wanted, done))
    if context.as_json:
        context.say_record(_record(done, notes))
    else:
        context.say("\n".join(_lines(done)))
        for note in notes:
            context.warn(note)
    return int(bool(done.foreign))


def _lines(done: Put) -> Iterator[str]:
    if not done.written and not done.foreign:
        yield _("All of it is there already:")
        yield from (f"  {path}" for path in done.same)
        return
    yield _("Written, and taken away again by “presence uninstall”:")
    yield from (f"  {path}" for path in done.written)


def _notes(wanted: tuple[Piece, ...], done: Put) -> Iterator[str]:
    """What could not be done, and what the person has to do themselves."""
    for path in done.foreign:
        yield _("{path} was not written by Presence, so it stays as it is.").format(path=path)
    if not done.links_are_known:
        yield _(
            "update-desktop-database is not installed (package desktop-file-utils):"
            " presence: links may open nothing."
        )
    if not any(piece.part is Part.MANUAL for piece in wanted):
        yield _("There is no manual page in this package: “presence --help” tells the same.")
    if not is_on_the_bus():
        yield _("The session's bus does not know it yet; it will from the next login on.")
    zsh = next(piece.path for piece in wanted if piece.path.name == "_presence")
    yield _("zsh finds its completion with this line in ~/.zshrc: fpath+=({folder})").format(
        folder=zsh.parent
    )


def _record(done: Put, notes: list[str]) -> dict[str, object]:
    return {
        "written": [str(path) for path in done.written],
        "unchanged": [str(path) for path in done.same],
        "foreign": [str(path) for path in done.foreign],
        "notes": notes,
    }


COMMANDS = {
    "integrate": Command(
        lambda: _("have the desktop's menu and the shells know Presence"),
        _integrate_arguments,
        _integrate,
    )
}
