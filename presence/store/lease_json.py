"""A lease as JSON: instants with their zone, bytes as base64."""

import json
from binascii import a2b_base64, b2a_base64
from datetime import datetime
from typing import Any

from presence.core.lease import Held, Holder, Lease, Recipe, Step

VERSION = 2  # 1 had a single mute


class LaterVersion(Exception):
    """The lease of a later Presence; the text says how to undo it by hand."""


def dump_lease(lease: Lease) -> bytes:
    """The lease as the file holds it, the words for people first."""
    return json.dumps(_to_json(lease), ensure_ascii=False, indent=1).encode()


def parse_lease(data: bytes) -> Lease:
    """The lease in a file; raises ValueError, KeyError or TypeError where it is none.

    LaterVersion where a later Presence wrote it, which alone knows how to put it back.
    """
    table = json.loads(data)
    version = table["version"]
    if isinstance(version, int) and version > VERSION:
        raise LaterVersion(str(table.get("by_hand", "")))
    if version != VERSION:
        raise ValueError(f"it is of version {version}, this Presence knows {VERSION}")
    return _from_json(table)


def _to_json(lease: Lease) -> dict[str, Any]:
    holder = lease.holder
    return {
        "version": VERSION,
        "by_hand": lease.by_hand,
        "session_id": lease.session_id,
        "taken_at": lease.taken_at.isoformat(),
        "until": lease.until.isoformat(),
        "holder": {
            "pid": holder.pid,
            "started": holder.started,
            "boot_id": holder.boot_id,
            "uid": holder.uid,
            "machine": holder.machine,
        },
        "held": [_held_to_json(held) for held in lease.held],
    }


def _from_json(table: dict[str, Any]) -> Lease:
    holder = table["holder"]
    taken_at = datetime.fromisoformat(table["taken_at"])
    until = datetime.fromisoformat(table["until"])
    if taken_at.tzinfo is None or until.tzinfo is None:
        raise ValueError("an instant without a zone")
    return Lease(
        session_id=_text(table["session_id"]),
        holder=Holder(
            pid=int(holder["pid"]),
            started=int(holder["started"]),
            boot_id=_text(holder["boot_id"]),
            uid=int(holder["uid"]),
            machine=_text(holder["machine"]),
        ),
        taken_at=taken_at,
        until=until,
        held=tuple(_held_from_json(held) for held in table["held"]),
    )


def _held_to_json(held: Held) -> dict[str, Any]:
    return {
        "name": held.name,
        "was": held.was,
        "by_hand": held.by_hand,
        "recipe": None if held.recipe is None else _recipe_to_json(held.recipe),
    }


def _held_from_json(table: dict[str, Any]) -> Held:
    return Held(
        name=_text(table["name"]),
        was=_text(table["was"]),
        recipe=None if table["recipe"] is None else _recipe_from_json(table["recipe"]),
        by_hand=_text(table["by_hand"]),
    )


def _recipe_to_json(recipe: Recipe) -> dict[str, Any]:
    return {
        "bus": recipe.bus,
        "ask": _step_to_json(recipe.ask),
        "ours": _to_text(recipe.ours),
        "restore": _step_to_json(recipe.restore),
        "done": _to_text(recipe.done),
    }


def _recipe_from_json(table: dict[str, Any]) -> Recipe:
    return Recipe(
        ask=_step_from_json(table["ask"]),
        ours=_to_bytes(table["ours"]),
        restore=_step_from_json(table["restore"]),
        bus=_text(table["bus"]),
        done=_to_bytes(table["done"]),
    )


def _step_to_json(step: Step) -> dict[str, Any]:
    if step.command:
        return {"command": list(step.command)}
    return {"message": _to_text(step.message)}


def _step_from_json(table: dict[str, Any]) -> Step:
    if "command" in table:
        command = tuple(_text(word) for word in table["command"])
        if not command:
            raise ValueError("an empty command")
        return Step(command=command)
    return Step(message=_to_bytes(table["message"]))


def _to_text(data: bytes) -> str:
    return b2a_base64(data, newline=False).decode()


def _to_bytes(text: str) -> bytes:
    return a2b_base64(text.encode(), strict_mode=True)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not text")
    return value
