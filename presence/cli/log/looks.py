"""The looks at a screen that the words of ``log`` ask for."""

from argparse import Namespace

from presence.core.editing.looks import UNTOLD, AskedLooks
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.person import folded
from presence.core.slip import SlipReason, SlipSource
from presence.texts import _
from presence.words.session import find_reason, source_name


def asked_looks(arguments: Namespace, zone: str) -> AskedLooks | None:
    """One look must be all of it; None where no look is asked for."""
    if not (arguments.look_hour or arguments.look_reason or arguments.look_source):
        return None
    return AskedLooks(
        frozenset(map(_hour, arguments.look_hour)),
        zone,
        frozenset(map(_reason, arguments.look_reason)),
        frozenset(map(_source, arguments.look_source)),
    )


def _hour(text: str) -> int:
    """``19``, as clocks here show it."""
    if text not in map(str, range(24)):
        raise NotUnderstood(ErrorCode.BAD_FILTER, text=f"--look-hour {text}")
    return int(text)


def _reason(text: str) -> SlipReason | None:
    is_untold = folded(text) in (UNTOLD, folded(_("nobody said why")))
    return None if is_untold else find_reason(text)


def _source(text: str) -> SlipSource:
    for source in SlipSource:
        if folded(text) in (source.value, folded(source_name(source))):
            return source
    raise NotUnderstood(ErrorCode.BAD_FILTER, text=f"--look-source {text}")
