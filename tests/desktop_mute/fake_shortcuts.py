"""``/usr/bin/shortcuts`` and ``/usr/bin/open`` that behave: they run the shortcuts that were added.

A program of its own, started with the name it is called by; what it knows lies in the folder that
MAC names. The actions of a shortcut are carried out as they stand in its property list.
"""

import os
import plistlib
import sys
import time
from pathlib import Path
from typing import Any

MAC = Path(os.environ["MAC"])
NO_VALUE = ""


class Shortcut:
    """One run of a shortcut."""

    def __init__(self, path: Path, asked: str) -> None:
        table = plistlib.loads(path.read_bytes())
        self.actions: list[dict[str, Any]] = table["WFWorkflowActions"]
        self.asked = asked
        self.outputs: dict[str, str] = {}

    def run(self) -> str:
        """What it says."""
        skipped: list[bool] = []  # for each condition that it is in
        for action in self.actions:
            kind = action["WFWorkflowActionIdentifier"].removeprefix("is.workflow.actions.")
            about = action["WFWorkflowActionParameters"]
            if kind == "conditional":
                match about["WFControlFlowMode"]:
                    case 0:
                        assert about["WFCondition"] == 100
                        subject = about["WFInput"]
                        assert subject["Type"] == "Variable"
                        skipped.append(self.value(subject["Variable"]) == NO_VALUE)
                    case 1:
                        skipped[-1] = not skipped[-1]
                    case 2:
                        skipped.pop()
            elif not any(skipped):
                said = self.act(kind, about)
                if kind == "output":
                    return said
        raise SystemExit("no output, and none to come")

    def act(self, kind: str, about: dict[str, Any]) -> str:
        said = NO_VALUE
        if kind == "dnd.set":
            switch(about)
        elif kind == "dnd.getfocus":
            said = focus()
        elif kind == "getitemname":
            said = self.value(about["WFInput"])
        elif kind == "output":
            said = self.text(about["WFOutput"])
        else:
            raise SystemExit(f"no such action: {kind}")
        if "UUID" in about:
            self.outputs[about["UUID"]] = said
        return said

    def value(self, attachment: dict[str, Any]) -> str:
        assert attachment["WFSerializationType"] == "WFTextTokenAttachment"
        return self.token(attachment["Value"])

    def token(self, value: dict[str, Any]) -> str:
        if value["Type"] == "ExtensionInput":
            return self.asked
        assert value["Type"] == "ActionOutput"
        return self.outputs[value["OutputUUID"]]

    def text(self, output: Any) -> str:
        if isinstance(output, str):
            return output
        assert output["WFSerializationType"] == "WFTextTokenString"
        text: str = output["Value"]["string"]
        for place, value in output["Value"]["attachmentsByRange"].items():
            start = int(place.strip("{}").split(",")[0])
            assert text[start] == "\ufffc"
            text = text[:start] + self.token(value) + text[start + 1 :]
        return text


def focus() -> str:
    return (MAC / "focus").read_text()


def switch(about: dict[str, Any]) -> None:
    """Do-not-disturb on replaces any Focus; off ends only itself."""
    assert about["Operation"] == "Turn"
    if (MAC / "stuck").exists():
        return
    name = (MAC / "do-not-disturb").read_text()
    if about["Enabled"]:
        assert about["AssertionType"] == "Turned Off"
        (MAC / "focus").write_text(name)
    elif focus() == name:
        follows = MAC / "follows"
        (MAC / "focus").write_text(follows.read_text() if follows.exists() else "")


def option(words: list[str], name: str) -> str:
    return words[words.index(name) + 1] if name in words else ""


def run(name: str, words: list[str]) -> None:
    path = MAC / "added" / f"{name}.shortcut"
    if not path.exists():
        raise SystemExit("Error: The operation couldn’t be completed. Couldn’t find shortcut")
    assert not sys.stdin.read()
    given = option(words, "--input-path")
    said = Shortcut(path, Path(given).read_text() if given else NO_VALUE).run()
    assert option(words, "--output-type") == "public.plain-text"
    Path(option(words, "--output-path")).write_text(said)


def sign(words: list[str]) -> None:
    source, target = Path(option(words, "--input")), Path(option(words, "--output"))
    assert option(words, "--mode") == "anyone"
    if not source.read_bytes().startswith(b"bplist00") or source.suffix != ".shortcut":
        raise SystemExit("Error: The file couldn’t be opened because it isn’t in the right format.")
    target.write_bytes(source.read_bytes())


def main() -> None:
    if (MAC / "hangs").exists():
        time.sleep(60)
    program, *words = Path(sys.argv[0]).name, *sys.argv[1:]
    if program == "open":
        path = Path(words[0])  # the person clicks "Add Shortcut"
        (MAC / "added" / path.name).write_bytes(path.read_bytes())
    elif words[0] == "list":
        print("Make GIF")
        for path in sorted((MAC / "added").iterdir()):
            print(path.stem)
    elif words[0] == "sign":
        sign(words)
    else:
        assert words[0] == "run"
        run(words[1], words)


if __name__ == "__main__":
    main()
