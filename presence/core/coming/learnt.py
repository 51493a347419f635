"""What a person's own corrections say of the kind of an event: the same again for a like title."""

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from presence.core.coming.judging.words import pieces

MOST_PAIRS = 2000  # the newest; what somebody said years before them counts no more
ENOUGH = 0.6  # of the words of two titles together that stand in both


class Learnt:
    """Kinds by the titles of events that sessions were made of; no title is told to anybody."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """``pairs`` are a title and the kind that its session has now, the newest first."""
        self.pairs = tuple(islice(pairs, MOST_PAIRS))
        self._whole: dict[frozenset[str], str] = {}
        self._titles: list[tuple[frozenset[str], str]] = []
        self._with_word: dict[str, list[int]] = {}
        for title, kind in self.pairs:
            words = _words(title)
            if not words or not kind or words in self._whole:
                continue
            self._whole[words] = kind
            for word in words:
                self._with_word.setdefault(word, []).append(len(self._titles))
            self._titles.append((words, kind))

    def kind_of(self, title: str) -> str:
        """The kind of the most similar title, of several the newest; "" where none is."""
        words = _words(title)
        if words in self._whole:
            return self._whole[words]
        shared = Counter(at for word in words for at in self._with_word.get(word, ()))
        best, found = ENOUGH, ""
        for at, count in sorted(shared.items()):
            theirs, kind = self._titles[at]
            likeness = count / len(words | theirs)
            if likeness > best or (likeness == best and not found):
                best, found = likeness, kind
        return found


def _words(title: str) -> frozenset[str]:
    """Without numbers: the third review is like the second."""
    return frozenset(word for word in pieces(title) if not word.isdigit())


NOTHING = Learnt()
