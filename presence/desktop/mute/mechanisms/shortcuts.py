"""The two shortcuts by which macOS is muted: built and signed on this Mac, added by the person.

Their actions are those that the Shortcuts app writes itself. Signing wants a binary property list
in a file ending in ``.shortcut``; the name of the signed file becomes the shortcut's.
"""

import os
import plistlib
import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presence.core.errors import ErrorCode, MuteError
from presence.desktop.mute.scripts import focus, word_of

TIME_LIMIT = 30.0  # signing asks Apple's servers
_PLACEHOLDER = "\ufffc"  # stands in a text for what is inserted there
_NAMESPACE = uuid.UUID("f2b3a8f0-7d52-4a0e-8a37-0c7f3d0a6a55")

_HAS_A_VALUE = 100
_BEGIN, _OTHERWISE, _END = 0, 1, 2
_BELL_SLASH = 59771  # of the app's own pictures and colours
_INDIGO = 4292093695

Table = Mapping[str, Any]


def workflow(name: str) -> bytes:
    """A shortcut as a binary property list.

    With any input it only tells; without, it first switches do-not-disturb on (until it is
    switched off) or off. It tells the Focus that is on then, behind its own word.
    """
    says = focus.SAYS[name]
    current, item = _id(name, "focus"), _id(name, "item")
    actions = [
        *_if(
            _id(name, "asked"),
            {"Type": "ExtensionInput"},
            then=[],
            otherwise=[_action("dnd.set", **_switch(on=name == focus.MUTE))],
        ),
        _action("dnd.getfocus", UUID=current),
        *_if(
            _id(name, "any"),
            _output_of(current, "Current Focus"),
            then=[
                _action(
                    "getitemname",
                    UUID=item,
                    WFInput=_attached(_output_of(current, "Current Focus")),
                ),
                # "Stop and output": a text that is merely last can leave ``run`` waiting.
                _action("output", WFOutput=_text_with(says, _output_of(item, "Name"))),
            ],
            otherwise=[_action("output", WFOutput=says)],
        ),
    ]
    return plistlib.dumps(
        {
            "WFQuickActionSurfaces": [],
            "WFWorkflowActions": actions,
            "WFWorkflowClientVersion": "2302.0.4",
            "WFWorkflowHasOutputFallback": False,
            "WFWorkflowHasShortcutInputVariables": True,
            "WFWorkflowIcon": {
                "WFWorkflowIconGlyphNumber": _BELL_SLASH,
                "WFWorkflowIconStartColor": _INDIGO,
            },
            "WFWorkflowImportQuestions": [],
            "WFWorkflowInputContentItemClasses": ["WFStringContentItem"],
            "WFWorkflowMinimumClientVersion": 900,
            "WFWorkflowMinimumClientVersionString": "900",
            "WFWorkflowName": name,
            "WFWorkflowNoInputBehavior": {"Name": "WFWorkflowNoInputBehaviorContinue"},
            "WFWorkflowOutputContentItemClasses": ["WFStringContentItem"],
            "WFWorkflowTypes": [],
        },
        fmt=plistlib.FMT_BINARY,
    )


def is_set_up(time_limit: float = TIME_LIMIT) -> bool:
    """Whether both are among the person's shortcuts; raises MuteError."""
    listed = _run(time_limit, focus.tool(), "list").splitlines()
    return {focus.MUTE, focus.UNMUTE} <= {line.strip() for line in listed}


def set_up(folder: Path) -> None:
    """Sign both into that folder and open them: the person adds each with one click.

    Raises MuteError. Signing needs a network, once.
    """
    for name in (focus.MUTE, focus.UNMUTE):
        unsigned = folder / f"{name}.unsigned.shortcut"
        signed = folder / f"{name}.shortcut"
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unsigned.write_bytes(workflow(name))
        except OSError as exc:
            raise _failed(str(exc)) from exc
        paths = ("--input", str(unsigned), "--output", str(signed))
        _run(TIME_LIMIT, focus.tool(), "sign", "--mode", "anyone", *paths)
        unsigned.unlink(missing_ok=True)
        _run(TIME_LIMIT, "open", str(signed))


def _run(time_limit: float, *words: str) -> str:
    try:
        return word_of.run(words, time_limit, os.environ)
    except word_of.TookTooLong as exc:
        raise MuteError(ErrorCode.MUTE_TIMED_OUT, mechanism="macos") from exc
    except word_of.Failed as exc:
        raise _failed(str(exc)) from exc


def _failed(detail: str) -> MuteError:
    return MuteError(ErrorCode.MUTE_FAILED, mechanism="macos", detail=detail)


def _id(name: str, of: str) -> str:
    """The same in every build, so that adding it again replaces it."""
    return str(uuid.uuid5(_NAMESPACE, f"{name}/{of}")).upper()


def _action(kind: str, **parameters: Any) -> Table:
    return {
        "WFWorkflowActionIdentifier": f"is.workflow.actions.{kind}",
        "WFWorkflowActionParameters": parameters,
    }


def _switch(on: bool) -> Table:
    """Without a Focus named it is do-not-disturb that is meant."""
    if on:
        return {"Enabled": 1, "Operation": "Turn", "AssertionType": "Turned Off"}
    return {"Enabled": 0, "Operation": "Turn"}


def _if(group: str, subject: Table, then: list[Table], otherwise: list[Table]) -> list[Table]:
    begin = {
        "WFCondition": _HAS_A_VALUE,
        "WFInput": {"Type": "Variable", "Variable": _attached(subject)},
    }
    marks = {"GroupingIdentifier": group}
    return [
        _action("conditional", WFControlFlowMode=_BEGIN, **begin, **marks),
        *then,
        _action("conditional", WFControlFlowMode=_OTHERWISE, **marks),
        *otherwise,
        _action("conditional", WFControlFlowMode=_END, **marks),
    ]


def _output_of(action: str, name: str) -> Table:
    return {"Type": "ActionOutput", "OutputUUID": action, "OutputName": name}


def _attached(value: Table) -> Table:
    return {"Value": value, "WFSerializationType": "WFTextTokenAttachment"}


def _text_with(text: str, value: Table) -> Table:
    return {
        "Value": {
            "string": text + _PLACEHOLDER,
            "attachmentsByRange": {f"{{{len(text)}, 1}}": value},
        },
        "WFSerializationType": "WFTextTokenString",
    }
