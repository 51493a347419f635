"""When to strike: anywhere in the span of what goes on, or in a phase that was rarely hit so far.

Some phases last less than a millisecond, and a delay from the start would hit them once in a
hundred times. What is aimed at one waits for what it begins with (the row, the lease, the switch)
and then for a random part of how long the phase seems to last, which is learnt from what was hit.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from random import Random

from tests.torture.phase import Phase, Scene

ANYWHERE = 0.25  # the share of the kills that are not aimed
FIRST_SPAN = 0.4  # seconds, until what goes on was measured once
AFTERWARDS = 1.3  # so much longer than measured may a delay be
LONGEST, SHORTEST = 1.0, 0.0001
FIRST_GUESS = {Phase.STARTING: 0.3, Phase.RESTORED: 0.001}  # seconds that a phase lasts
OTHER_GUESS = 0.005

GOES_THROUGH: dict[Scene, tuple[Phase, ...]] = {
    Scene.BRING_UP: (Phase.STARTING, Phase.ROW, Phase.LEASE, Phase.MUTED, Phase.THEIRS),
    Scene.START: (Phase.ASKED, Phase.ROW, Phase.LEASE, Phase.MUTED, Phase.THEIRS),
    Scene.HAND_OVER: (Phase.MUTED, Phase.THEIRS),
    Scene.STOP: (Phase.MUTED, Phase.THEIRS, Phase.ENDING, Phase.RESTORED, Phase.AFTER),
    Scene.QUIT: (Phase.MUTED, Phase.RESTORED, Phase.AFTER),
    Scene.LOGIN: (Phase.STARTING, Phase.LEASE, Phase.MUTED, Phase.THEIRS),
}
ORDER = {phase: number for number, phase in enumerate(Phase)}


@dataclass(frozen=True)
class Shot:
    """The delay counts from the beginning of ``wanted``, or from that of the scene."""

    scene: Scene
    delay: float
    wanted: Phase | None = None


class Aim:
    """Draws the shots on one desktop and learns from each."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._hits: Counter[Phase] = Counter()
        self._spans: dict[Scene, float] = defaultdict(lambda: FIRST_SPAN)
        self._lasts = {
            (scene, phase): FIRST_GUESS.get(phase, OTHER_GUESS)
            for scene in Scene
            for phase in GOES_THROUGH[scene]
        }

    def draw(self, scenes: tuple[Scene, ...] = tuple(Scene)) -> Shot:
        """The next shot at one of these scenes."""
        random = self._random
        if random.random() < ANYWHERE:
            scene = random.choice(scenes)
            return Shot(scene, random.uniform(0, self._spans[scene] * AFTERWARDS))
        pairs = [(scene, phase) for scene in scenes for phase in GOES_THROUGH[scene]]
        weights = [1 / (1 + self._hits[phase]) ** 3 for _scene, phase in pairs]
        scene, phase = random.choices(pairs, weights)[0]
        return Shot(scene, random.uniform(0, self._lasts[scene, phase]), phase)

    def measured(self, scene: Scene, seconds: float) -> None:
        """It was left to go to its end, and took so long."""
        self._spans[scene] = seconds

    def hit(self, shot: Shot, phase: Phase) -> None:
        """What was really hit."""
        self._hits[phase] += 1
        if shot.wanted is None:
            return
        too_late = ORDER[phase] - ORDER[shot.wanted]
        factor = 0.7 if too_late > 0 else 1.3 if too_late < 0 else 1.1
        lasts = self._lasts[shot.scene, shot.wanted] * factor
        self._lasts[shot.scene, shot.wanted] = min(max(lasts, SHORTEST), LONGEST)
