"""A letter to press with Alt for each of what is shown: no two share one, in any language."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QAbstractButton, QLabel

from presence.ui.mnemonics import letters_of, with_mnemonic

Lettered = QLabel | QAbstractButton


class Letters:
    """Remembers which letter the words of each had at first: it is kept wherever it is free."""

    def __init__(self) -> None:
        self._words: dict[Lettered, str] = {}

    def add(self, controls: Iterable[Lettered]) -> None:
        """Have these take part from now on."""
        self._words.update((control, control.text()) for control in controls)

    def change(self, control: Lettered, words: str) -> None:
        """Have it say something else, once letters are given."""
        self._words[control] = words

    def give(self, shown: Sequence[Lettered]) -> None:
        """Give letters to these, in this order; where none is left, one goes without."""
        own = [letters_of(self._words[control]) for control in shown]
        first_with = {
            letter: place for place, each in reversed([*enumerate(own)]) for letter in each
        }
        taken = set(first_with)
        for place, control in enumerate(shown):
            words = self._words[control]
            keeps = any(first_with[letter] == place for letter in own[place])
            text = words if keeps else with_mnemonic(words.replace("&", ""), taken)
            if control.text() != text:
                control.setText(text)
