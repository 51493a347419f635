"""What the manual page says besides the commands' own help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Headings, and what stands below the first of them."""

    manual: str
    name: str
    summary: str
    synopsis: str
    description: str
    about: Sequence[str]
    commands: str
    of_all: str


Section = Sequence[tuple[str, str]]

WORDS: Mapping[str, Words] = {
    "en": Words(
        manual="User Commands",
        name="NAME",
        summary="be with people: this computer goes quiet, and the time is in a log of your own",
        synopsis="SYNOPSIS",
        description="DESCRIPTION",
        about=(
            (
                "One gesture before you meet people, and this computer goes quiet by its own do "
                "not disturb. When you come back, the time is in a log that only you have."
            ),
            (
                "Alone, the command opens Presence in the tray, or raises it where it runs. "
                "Without a running app, start brings one up by itself."
            ),
        ),
        commands="COMMANDS",
        of_all=(
            "Every command takes --home DIR, which keeps all files elsewhere, and --json where it "
            "prints something. “presence help COMMAND” says the same as this page."
        ),
    ),
    "de": Words(
        manual="Dienstprogramme für Benutzer",
        name="BEZEICHNUNG",
        summary="bei den Menschen sein: Dieser Computer wird still, die Zeit steht im Logbuch",
        synopsis="ÜBERSICHT",
        description="BESCHREIBUNG",
        about=(
            (
                "Eine Geste, bevor Sie Menschen treffen, und dieser Computer wird durch sein "
                "eigenes „Nicht stören“ still. Kommen Sie zurück, steht die Zeit in einem Logbuch, "
                "das nur Sie haben."
            ),
            (
                "Allein öffnet der Befehl Presence in der Leiste, oder holt es nach vorn, wo es "
                "läuft. Läuft es nicht, bringt start es selbst herauf."
            ),
        ),
        commands="BEFEHLE",
        of_all=(
            "Jeder Befehl nimmt --home ORDNER, der alle Dateien anderswo hält, und --json, wo er "
            "etwas ausgibt. „presence help BEFEHL“ sagt dasselbe wie diese Seite."
        ),
    ),
}

SECTIONS: Mapping[str, Mapping[str, Section]] = {
    "en": {
        "FILES": (
            ("~/.local/share/presence", "The log, its backups, and the lease of what is muted."),
            ("~/.config/presence/settings.toml", "The settings."),
            ("~/.local/state/presence", "What Presence did, in presence.log."),
        ),
        "ENVIRONMENT": (
            ("PRESENCE_HOME", "Keeps all files in this folder, as --home does."),
            ("PRESENCE_LANGUAGE", "The language, where it is not to be that of LANG."),
        ),
        "EXIT STATUS": (
            ("0", "Done."),
            ("1", "Could not be done; one line says why, and what to do."),
            ("2", "Words that were not understood."),
        ),
        "IF IT STAYS QUIET": (
            (
                "presence mute release",
                "Puts the desktop back as it was. “presence mute” says how to do it by hand.",
            ),
        ),
        "SEE ALSO": (("notify-send(1), systemctl(1)", "F1 in every window opens the help."),),
    },
    "de": {
        "DATEIEN": (
            ("~/.local/share/presence", "Das Logbuch, seine Sicherungen, und was stumm ist."),
            ("~/.config/presence/settings.toml", "Die Einstellungen."),
            ("~/.local/state/presence", "Was Presence tat, in presence.log."),
        ),
        "UMGEBUNG": (
            ("PRESENCE_HOME", "Hält alle Dateien in diesem Ordner, wie --home."),
            ("PRESENCE_LANGUAGE", "Die Sprache, wo es nicht die von LANG sein soll."),
        ),
        "RÜCKGABEWERT": (
            ("0", "Getan."),
            ("1", "Ging nicht; eine Zeile sagt, warum, und was zu tun ist."),
            ("2", "Wörter, die nicht verstanden wurden."),
        ),
        "WENN ES STILL BLEIBT": (
            (
                "presence mute release",
                "Stellt den Schreibtisch zurück. „presence mute“ sagt, wie es von Hand geht.",
            ),
        ),
        "SIEHE AUCH": (("notify-send(1), systemctl(1)", "F1 öffnet in jedem Fenster die Hilfe."),),
    },
}
