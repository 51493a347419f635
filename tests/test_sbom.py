"""The bill of materials of a release: all that Presence needs, and nothing of the tests."""

import json
import tomllib
from importlib.metadata import version
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sbom import main, needed

ROOT = Path(__file__).parent.parent


def written(folder: Path) -> dict[str, str]:
    """The version of each component, from the file that the command writes."""
    target = folder / "deep" / "presence.cdx.json"
    main([str(target)])
    text = target.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    return {each["name"]: each["version"] for each in json.loads(text)["components"]}


def test_it_holds_every_dependency_in_the_version_that_is_installed(tmp_path: Path) -> None:
    components = written(tmp_path)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    for each in wanted:
        if each.marker is None or each.marker.evaluate():
            assert components[canonicalize_name(each.name)] == version(each.name)
    assert "shiboken6" in components, "what a dependency needs itself"
    assert "python" in components
    assert not {"pytest", "mypy", "hypothesis"} & set(components)


def test_the_same_environment_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        main([str(tmp_path / name)])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_what_needs_what_is_told() -> None:
    needs = needed("presence")
    assert "pyside6-essentials" in needs["presence"]
    assert needs["pyside6-essentials"] == {"shiboken6"}
