"""A lease as JSON: instants with their zone, bytes as base64."""

import json
from binascii import a2b_base64, b2a_base64
from datetime import datetime
from typing import Any

from presence.core.lease import Holder, Lease, Recipe, Step

VERSION = 1


def dump_lease(lease: Lease) -> bytes:
    """The lease as the file holds it, the words for people first."""
    return json.dumps(_to_json(lease), ensure_ascii=False, indent=1).encode()


def parse_lease(data: bytes) -> Lease:
    """The lease in a file; raises ValueError, KeyError or TypeError where it is none."""
    table = json.loads(data)
    version = table["version"]
    if version != VERSION:
        raise ValueError(f"it is of version {version}, this Presence knows {VERSION}")
    return _from_json(table)


def _to_json(lease: Lease) -> dict[str, Any]:
    holder = lease.holder
    return {
        "version": VERSION,
        "by_hand": lease.by_hand,
        "session_id": lease.session_id,
        "mechanism": lease.mechanism,
        "was": lease.was,
        "taken_at": lease.taken_at.isoformat(),
        "until": lease.until.isoformat(),
        "holder": {
            "pid": holder.pid,
            "started": holder.started,
            "boot_id": holder.boot_id,
            "uid": holder.uid,
        },
        "recipe": None if lease.recipe is None else _recipe_to_json(lease.recipe),
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
        ),
        mechanism=_text(table["mechanism"]),
        was=_text(table["was"]),
        taken_at=taken_at,
        until=until,
        recipe=None if table["recipe"] is None else _recipe_from_json(table["recipe"]),
        by_hand=_text(table["by_hand"]),
    )


def _recipe_to_json(recipe: Recipe) -> dict[str, Any]:
    return {
        "bus": recipe.bus,
        "ask": _step_to_json(recipe.ask),
        "ours": _to_text(recipe.ours),
        "restore": _step_to_json(recipe.restore),
    }


def _recipe_from_json(table: dict[str, Any]) -> Recipe:
    return Recipe(
        ask=_step_from_json(table["ask"]),
        ours=_to_bytes(table["ours"]),
        restore=_step_from_json(table["restore"]),
        bus=_text(table["bus"]),
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
