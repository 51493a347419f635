"""Gives words a letter to press with Alt, each a different one."""


def with_mnemonic(text: str, taken: set[str]) -> str:
    """The text with "&" before its first letter that is still free; ``taken`` grows by it."""
    plain = text.replace("&", "&&")
    for position, letter in enumerate(text):
        if letter.isalnum() and letter.casefold() not in taken and "&" not in text:
            taken.add(letter.casefold())
            return f"{text[:position]}&{text[position:]}"
    return plain
