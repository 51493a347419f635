"""Gives words a letter to press with Alt, each a different one."""

import re


def with_mnemonic(text: str, taken: set[str]) -> str:
    """The text with "&" before its first letter that is still free; ``taken`` grows by it."""
    plain = text.replace("&", "&&")
    for position, letter in enumerate(text):
        if letter.isalnum() and letter.casefold() not in taken and "&" not in text:
            taken.add(letter.casefold())
            return f"{text[:position]}&{text[position:]}"
    return plain


def letters_of(*texts: str) -> set[str]:
    """The letters that these texts already have."""
    found = (re.search("&([^&])", text.replace("&&", "")) for text in texts)
    return {letter[1].casefold() for letter in found if letter is not None}
