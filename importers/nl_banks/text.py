"""Text from outside, made fit for books: people read it, programs show it.

Whoever transfers a cent to the cooperative writes into its books. Fava's journal shows
narrations as they are, so a narration may hold no markup; and a control, an invisible
or a direction character could make a reader see something else than what is there.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Names have 70 signs in SEPA; a description has 140, and some banks repeat it.
LONGEST_NAME = 140
LONGEST_TEXT = 500

# A statement names the same few people and shops over and over.
_REMEMBERED = 4096

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_SPACES = re.compile(r"\s+")
_PLAIN = str.maketrans({"<": "‹", ">": "›", '"': "'"})


def clean(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return the text on one line, without markup and signs that nobody sees.

    Padding becomes one space; what is longer than `longest` ends in "…".
    """
    # Most texts have nothing of this, and then are as they were.
    if not text.isprintable():
        text = "".join(map(_visible, text))
    if "  " in text or "<" in text or ">" in text or '"' in text:
        text = _SPACES.sub(" ", text.translate(_PLAIN))
    text = text.strip()
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


@lru_cache(maxsize=_REMEMBERED)
def name(text: str) -> str:
    """Return the name of the other side, cleaned and of bounded length."""
    return clean(text, LONGEST_NAME)


def key(text: str) -> str:
    """Return a reference or an account number: cleaned, and short."""
    return clean(text, LONGEST_NAME)


def _visible(sign: str) -> str:
    """Return the sign, a space for one that separates, nothing for one unseen."""
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else ""


@lru_cache(maxsize=_REMEMBERED)
def account_number(text: str) -> str:
    """Return the number of an account as it is compared: an IBAN without spaces."""
    bare = "".join(text.split()).upper()
    return bare if _IBAN.fullmatch(bare) else clean(text, LONGEST_NAME)
