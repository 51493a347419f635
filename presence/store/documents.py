"""A row as a document: what the history keeps before and after a change, and the CRC covers."""

from datetime import timedelta
from zlib import crc32

from presence.core.clock import from_ms, to_ms
from presence.core.frozen import Any, Enum
from presence.core.kind import Around, Kind, Nature, OverTime, Sphere
from presence.core.library import Callable, Collection, Mapping
from presence.core.person import folded
from presence.core.session import Session
from presence.core.slip import Slip, SlipReason, SlipSource
from presence.store.sqlite import sqlite3

_MILLISECOND = timedelta(milliseconds=1)
_encoded: "Callable[[Mapping[str, object]], str] | None" = None


class RowsThatCanBe:
    """What ``rows_that_can_be`` is; contextlib costs a command 1 ms."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, fault: BaseException | None, _trace: object) -> None:
        if isinstance(fault, ValueError | TypeError | KeyError | OverflowError):
            raise sqlite3.DatabaseError(f"a row that cannot be: {fault}") from fault


def rows_that_can_be() -> RowsThatCanBe:
    """Around reading a row: words or numbers that none of ours can hold are damage."""
    return RowsThatCanBe()


def checksum(document: str) -> int:
    """The CRC-32 kept beside a row, which finds a flipped bit that SQLite does not."""
    return crc32(document.encode())


def dump_session(session: Session, person_ids: tuple[str, ...]) -> str:
    """A session with its slips and the ids of its people, in one fixed spelling."""
    return dump(session_document(session, person_ids))


def session_document(session: Session, person_ids: tuple[str, ...]) -> dict[str, Any]:
    """The columns of such a document."""
    planned, ended = session.planned_end_at, session.ended_at
    document: dict[str, Any] = {
        "id": session.id,
        "kind": session.kind,
        "started_at": to_ms(session.started_at),
        "ended_at": None if ended is None else to_ms(ended),
        "planned_end_at": None if planned is None else to_ms(planned),
        "zone": session.zone,
        "place": session.place,
        "note": session.note,
        "confirmed": session.confirmed,
        "origin": session.origin.value,
        "said": None if session.said is None else session.said.value,
        "people": list(person_ids),
        "slips": [slip_columns(slip) for slip in session.slips],
    }
    document.update(_later_columns(session))
    return document


def slip_columns(slip: Slip) -> list[Any]:
    """A look as the document of its session has it."""
    return [
        slip.id,
        to_ms(slip.at),
        slip.length // _MILLISECOND,
        slip.source.value,
        None if slip.reason is None else slip.reason.value,
    ]


def _later_columns(session: Session) -> dict[str, Any]:
    """What versions 2 and 3 have added, where it says something: older rows keep their CRC."""
    columns: dict[str, Any] = {}
    if session.watched:
        columns["watched"] = sorted(each.value for each in session.watched)
    if session.enjoyed:
        columns["enjoyed"] = session.enjoyed
    if session.distracted:
        columns["distracted"] = session.distracted
    if session.word:
        columns["word"] = session.word
    if session.tags:
        columns["tags"] = list(session.tags)
    return columns


def read_slip(slip_id: str, at: int, length: int, source: str, reason: str | None) -> Slip:
    """A slip from its columns."""
    return Slip(
        id=slip_id,
        at=from_ms(at),
        length=timedelta(milliseconds=length),
        source=SlipSource(source),
        reason=None if reason is None else SlipReason(reason),
    )


def watched_as(present: Mapping[str, Any] | None, document: str | None) -> str | None:
    """A session as another state of it says, but watched by what it is watched by now."""
    if present is None or document is None:
        return document
    if "watched" not in present and '"watched"' not in document:
        return document
    row = parse(document)
    row.pop("watched", None)
    if watched := present.get("watched"):
        row["watched"] = watched
    return dump(row)


def have_other_watched(one: str | None, other: str | None) -> bool:
    """Whether two states of a session say that it was watched by something else."""
    if one is None or other is None or '"watched"' not in one + other:
        return False
    return bool(parse(one).get("watched") != parse(other).get("watched"))


def with_person_in_place_of(document: str, others: Collection[str], person: str) -> str:
    """A document whose list of people names ``person`` where it named one of the others."""
    row = parse(document)
    people = [person if each in others else each for each in row["people"]]
    row["people"] = list(dict.fromkeys(people))
    return dump(row)


def with_name_in_place_of(document: str, field: str, old: Collection[str], name: str) -> str:
    """A document that says ``name`` in a field, or in a list of such, where it said an old one."""
    row = parse(document)
    if isinstance(one := row.get(field), str) and folded(one) in old:
        row[field] = name
    if isinstance(several := row.get(f"{field}s"), list):
        names = [name if folded(str(each)) in old else each for each in several]
        row[f"{field}s"] = list(dict.fromkeys(names))
    return dump(row)


def parse(document: str) -> dict[str, Any]:
    """The columns of a document, as it was dumped."""
    import json  # a quarter of a megabyte that only a change of the log needs

    with rows_that_can_be():
        row: dict[str, Any] = json.loads(document)
        return row


def dump_kind(kind: Kind) -> str:
    """A kind in one fixed spelling; lengths in milliseconds."""
    row: dict[str, object] = {}
    for name in Kind.__match_args__:
        value = getattr(kind, name)
        if isinstance(value, timedelta):
            value = value // _MILLISECOND
        if isinstance(value, frozenset):
            value = sorted(member.value for member in value)
        row[name] = value.value if isinstance(value, Enum) else value
    return dump(row)


def load_kind(document: str) -> Kind:
    """The kind of a document; raises sqlite3.DatabaseError where it is none."""
    with rows_that_can_be():
        return _kind(parse(document))


def _kind(row: dict[str, Any]) -> Kind:
    for name in ("default_length", "bound_after_start", "bound_after_plan"):
        if row[name] is not None:
            row[name] = timedelta(milliseconds=row[name])
    row["nature"] = Nature(row["nature"])
    row["sphere"] = Sphere(row["sphere"])
    row["over_time"] = OverTime(row["over_time"])
    row["around"] = frozenset(Around(each) for each in row.get("around", ()))
    row.setdefault("asks_about_sleep", row["nature"] is Nature.DESK)
    return Kind(**row)


def dump(row: Mapping[str, object]) -> str:
    """A row in the one spelling that its CRC covers."""
    global _encoded  # one for all rows, made with the first that is written
    if _encoded is None:
        _encoded = _encoder()
    return _encoded(row)


def _encoder() -> "Callable[[Mapping[str, object]], str]":
    import json.encoder  # as in parse

    pattern = json.encoder.JSONEncoder(
        ensure_ascii=False, sort_keys=True, separators=(",", ":"), check_circular=False
    )
    make = json.encoder.c_make_encoder  # type: ignore[attr-defined]  # typeshed leaves it out
    quoted = json.encoder.encode_basestring
    if make is None:  # a Python without it
        return pattern.encode
    # The library makes such a one anew for each row, which takes longer than to use it.
    encoded = make(None, pattern.default, quoted, None, ":", ",", True, False, True)
    return lambda row: "".join(encoded(row, 0))
