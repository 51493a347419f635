"""The keyboard as the X server knows it: which key gives a symbol, which bit a held key sets."""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from presence.core.keys.key import Key, Modifier
from presence.desktop.hotkey.key_symbols import MODIFIER_SYMBOLS, NUM_LOCK, symbol_number
from presence.desktop.idle.xcb import XConnection

GET_KEYBOARD_MAPPING, GET_MODIFIER_MAPPING = 101, 119
CAPS_LOCK = 1 << 1
# Where nothing says otherwise; Shift, Lock and Control are fixed, the others are Mod1 to Mod5.
USUAL = {Modifier.SHIFT: 1 << 0, Modifier.CTRL: 1 << 2}


@dataclass(frozen=True, slots=True)
class Keyboard:
    """``symbols`` are those of each key by its number, ``bits`` those of what is held."""

    symbols: Mapping[int, Sequence[int]]
    bits: Mapping[Modifier, int]
    num_lock: int

    @property
    def locks(self) -> int:
        """The bits that only say that a lock is on."""
        return CAPS_LOCK | self.num_lock

    @property
    def lock_variants(self) -> Sequence[int]:
        """Every way in which they may be on."""
        return sorted({0, CAPS_LOCK, self.num_lock, self.locks})

    def codes(self, key: Key) -> Sequence[int]:
        """The keys that give it without Shift in the first layout that has it, else with it."""
        wanted = symbol_number(key)
        width = max(map(len, self.symbols.values()), default=0)
        # Two symbols a layout: without Shift and with it.
        for column in (*range(0, width, 2), *range(1, width, 2)):
            found = [
                code
                for code, symbols in self.symbols.items()
                if column < len(symbols) and symbols[column] == wanted
            ]
            if found:
                return found
        return []

    def mask(self, key: Key) -> int | None:
        """The bits of all that is held; None where this keyboard lacks one of them."""
        mask = 0
        for modifier in key.modifiers:
            bit = self.bits.get(modifier)
            if bit is None:
                return None
            mask |= bit
        return mask


def read_keyboard(server: XConnection, first: int, last: int) -> Keyboard:
    """Ask the server; raises NoServer."""
    count = last - first + 1
    answer = server.ask(GET_KEYBOARD_MAPPING, 0, struct.pack("=BBxx", first, count))
    width = answer[1]
    numbers = struct.unpack_from(f"={width * count}I", answer, 32)
    symbols = {first + at: numbers[at * width : (at + 1) * width] for at in range(count)}
    answer = server.ask(GET_MODIFIER_MAPPING, 0)
    a_modifier = answer[1]
    held: dict[int, int] = {}  # the bit by the symbol
    for number in range(8):
        for code in answer[32 + number * a_modifier : 32 + (number + 1) * a_modifier]:
            for symbol in symbols.get(code, ()):
                held.setdefault(symbol, 1 << number)
    bits = dict(USUAL)
    for modifier, (left, right) in MODIFIER_SYMBOLS.items():
        bit = held.get(left) or held.get(right)
        if bit and modifier not in USUAL:
            bits[modifier] = bit
    return Keyboard(symbols, bits, held.get(NUM_LOCK, 0))
