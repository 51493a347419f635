"""Brings the catalogues up to date with the texts in presence/: ``make translations``.

New texts come in empty, texts that are gone go out, what is translated stays, and all is compiled.
``python packaging/translations.py --check`` says what is missing and changes nothing.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from build_hook import compile_catalogues

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "presence"
CATALOGUES = ROOT / "resources" / "translations"
KEYWORDS = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}

PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def texts_in(package: Path) -> Catalog:
    """Every text of the code that people read, as an empty catalogue."""
    template = Catalog(project="presence", charset="utf-8")
    for path, _line, message, comments, context in extract_from_dir(
        package,
        method_map=[("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    ):
        template.add(message, locations=[(path, 0)], auto_comments=comments, context=context)
    return template


def catalogue(source: Path) -> Catalog:
    """One language's catalogue as it lies in the repository."""
    with source.open("rb") as lines:
        return read_po(lines, locale=source.stem, domain="presence")


def update(source: Path, template: Catalog) -> None:
    """Bring one language's catalogue up to date."""
    translated = catalogue(source)
    head = source.read_bytes().split(b"\n\n")[0]
    fresh = Catalog(locale=source.stem)
    for message in template:
        if not message.id:
            continue
        known = translated.get(_key(message), message.context)
        fresh.add(
            message.id,
            known.string if known is not None else None,
            locations=sorted(set(message.locations)),
            auto_comments=message.auto_comments,
            user_comments=known.user_comments if known is not None else (),
            context=message.context,
        )
    with source.open("wb") as out:
        out.write(head + b"\n\n")
        write_po(out, fresh, width=100, include_lineno=False, omit_header=True)


def faults_of(
    translated: Catalog, template: Catalog, same_in_both: frozenset[str]
) -> Iterator[str]:
    """What a catalogue lacks, or has too much of."""
    for message in template:
        if message.id:
            known = translated.get(_key(message), message.context)
            yield from _faults_of_message(message, known, translated.num_plurals, same_in_both)
    wanted = {(_key(message), message.context) for message in template}
    for message in translated:
        if message.id and (_key(message), message.context) not in wanted:
            yield f"no longer in the code: {_key(message)!r}"


def _faults_of_message(
    message: Message, known: Message | None, plurals: int, same_in_both: frozenset[str]
) -> Iterator[str]:
    sources = list(message.id) if isinstance(message.id, tuple) else [str(message.id)]
    said = known.string if known is not None else ""
    targets = list(said) if isinstance(said, tuple | list) else [str(said)]
    if not all(targets) or len(targets) != (plurals if len(sources) > 1 else 1):
        yield f"missing: {sources[0]!r}"
        return
    if known is not None and known.fuzzy:
        yield f"fuzzy: {sources[0]!r}"
    may = {word for source in sources for word in PLACEHOLDER.findall(source)}
    must = set.intersection(*(set(PLACEHOLDER.findall(source)) for source in sources))
    for target in targets:
        there = set(PLACEHOLDER.findall(target))
        if not must <= there <= may:
            yield f"other placeholders: {sources[0]!r}: {target!r}"
        if target in sources and target not in same_in_both and _has_words(target):
            yield f"the same as its source: {target!r}"


def hidden_texts(package: Path) -> Iterator[str]:
    """Calls whose text cannot be collected, since it is not written out where it is called."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            count = {"_": 1, "ngettext": 2, "pgettext": 2}.get(node.func.id, 0)
            if not all(isinstance(each, ast.Constant) for each in node.args[:count]):
                yield f"{path.relative_to(package.parent)}:{node.lineno}: {ast.unparse(node)}"


def _key(message: Message) -> str:
    return message.id[0] if isinstance(message.id, tuple) else str(message.id)


def _has_words(text: str) -> bool:
    return any(letter.isalpha() for letter in PLACEHOLDER.sub("", text))


def main() -> int:
    """Update every catalogue, or with ``--check`` say what is wrong with them."""
    template = texts_in(PACKAGE)
    if "--check" not in sys.argv:
        for source in sorted(CATALOGUES.glob("*.po")):
            update(source, template)
            left = sum(1 for each in catalogue(source) if each.id and not each.string)
            print(f"{source.name}: {len(template)} texts, {left} to translate")
        compile_catalogues(CATALOGUES)
        return 0
    faults = [
        f"{source.name}: {fault}"
        for source in sorted(CATALOGUES.glob("*.po"))
        for fault in faults_of(catalogue(source), template, frozenset())
    ]
    print("\n".join(faults) or "complete")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
