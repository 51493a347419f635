"""Tables of other programs on the command line: understood, said, or asked about."""

from datetime import timedelta
from pathlib import Path

from tests.cli.conftest import Terminal

TABLE = "Beginn;Fertig am;Kunde;Dauer\n3.4.2026 10:00;3.4.2026 11:00;Ana;1,0\n"


def table(tmp_path: Path, text: str = TABLE) -> str:
    path = tmp_path / "kunden.csv"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_it_says_how_it_understood_the_columns(terminal: Terminal, tmp_path: Path) -> None:
    done = terminal.type("import", "csv", table(tmp_path), "--dry-run")
    assert done.code == 0
    understood, added = done.out.splitlines()[:2]
    assert understood == (
        "Understood: start is “Beginn”, length is “Dauer”, with whom is “Kunde”; days are written"
        " day first; numbers are hours; “,” is the decimal sign."
    )
    assert added == "Would add 1 session, 1 person."


def test_what_is_said_of_columns_counts(terminal: Terminal, tmp_path: Path) -> None:
    words = ("--map", "end=Fertig am", "--map", "tags=Kunde", "--dates", "mdy")
    assert terminal.json("import", "csv", table(tmp_path), *words)["added"] == 1
    (session,) = terminal.sessions()
    assert (session.people, session.tags) == ((), ("Ana",))
    assert (session.started_at.month, session.started_at.day) == (3, 4)
    assert session.duration(session.started_at) == timedelta(hours=1)
    assert terminal.json("import", "csv", table(tmp_path), *words)["unchanged"] == 1


def test_what_cannot_be_is_one_clear_error(terminal: Terminal, tmp_path: Path) -> None:
    path = table(tmp_path)
    done = terminal.type("import", "csv", path, "--map", "who=Kunden")
    assert done.code == 1
    assert "no column “Kunden”" in done.err
    assert "Beginn, Fertig am, Kunde, Dauer" in done.err
    done = terminal.type("import", "csv", path, "--map", "Kunde")
    assert done.code == 2
    assert "start=Beginn" in done.err
    done = terminal.type("import", "jsonl", path, "--dates", "dmy")
    assert done.code == 2
    done = terminal.type("import", "csv", table(tmp_path, "start,end\n3/4/2026 10:00,\n"))
    assert done.code == 1
    assert "--dates dmy or --dates mdy" in done.err
    assert terminal.sessions() == []
