"""One spelling for the many ways in which a name or a number is written.

A bank drops accents and knows capitals only, a Mac writes accents as signs of their
own, a file name has dashes for blanks. Folded, they are all the same.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick

if TYPE_CHECKING:
    from collections.abc import Callable

# What stands between the parts of a name or a number, folded; a line ends no text here.
SEPARATORS = " \t\v\f\r-._'`/*|~+=:"
# What a squeezed text has between lines, and between two strings on a line.
SIGNS = b'"\n;#'
BETWEEN = f"[{re.escape(SEPARATORS)}]*"
# What Unicode does not take apart, as banks write it: letters; apostrophes that count
# as letters, a raised dot and a minus.
_PLAIN = str.maketrans(
    "øłđðħŧƒɑɡ\u0131\u02bc\u02bb\u02b9\xb7\u2022\u2212", "olddhtfagi'''..-"
)
_PAIRS = str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"})
# Letters of other alphabets by the letter that they are taken for; in the case that
# they have, for a Greek capital and its small letter look like two.
_ALIKE = {
    sign: latin
    for signs, latins in (
        ("АВЕЅІЈКМНОРСТУХҮԚԜԌ", "abesijkmhopctyxyqwg"),
        ("авеѕіјкмнорстухүԛԝԁһӏгпь", "abesijkmhopctyxyqwdhlrnb"),
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),
        ("αβγεηικνορτυχωϲ", "abyenikvoptuxwc"),
        ("ՕօՍսոհցգՏԼ", "oouunhgqsl"),
        ("ᴀʙᴄᴅᴇɢʜɪᴊᴋʟᴍɴᴏᴘʀᴛᴜᴠᴡʏᴢ", "abcdeghijklmnoprtuvwyz"),
    )
    for sign, latin in zip(signs, latins, strict=True)
}
# By Unicode's categories: blanks, dashes, quotes; and marks and what is not seen.
_SIGNS = {"Zs": " ", "Pd": "-", "Pc": "_", "Pi": "'", "Pf": "'"}
_UNSEEN = frozenset({"Mn", "Me", "Cf"})
_ASCII = bytes(range(128))
_LOWERED = bytes(range(256)).lower()
_SEPARATORS = SEPARATORS.encode()
_NOTHING = str.maketrans("", "", SEPARATORS)
# From so many signs that are not ASCII on, letter by letter is the quickest.
_MANY = 1_000_000


@lru_cache(4096)
def _folded(sign: str) -> str:
    parts = []
    signs = "".join(_ALIKE.get(s, s) for s in unicodedata.normalize("NFKD", sign))
    for folded_once in signs.casefold():
        # What becomes small only now: folding it once more must change nothing.
        part = _ALIKE.get(folded_once, folded_once)
        category = unicodedata.category(part)
        if category == "Nd":
            parts.append(str(unicodedata.decimal(part)))
        elif category not in _UNSEEN:
            parts.append(_SIGNS.get(category, part))
    return "".join(parts).translate(_PLAIN).translate(_PAIRS)


def folded(text: str) -> str:
    """Return a text without capitals and accents, its blanks and dashes as ASCII's.

    Its lines stay what they are.
    """
    return text.lower() if text.isascii() else "".join(map(_folded, text))


def letters(text: str) -> str:
    """Return a text folded, and without what stands between its letters and digits."""
    return "".join(folded(text).translate(_NOTHING).split())


def squeezed(data: bytes, *, joined: bool = False) -> bytes:
    """Return a text in UTF-8 folded and without separators, in the same lines.

    It is meant for whole ledgers: what is not ASCII is looked up first, so that only
    that is folded. Joined, it has neither lines nor quotes, as if it were one line.
    UnicodeDecodeError where the text is not UTF-8.
    """
    if not data.isascii():
        data.decode()
    data = data.translate(_LOWERED, _SEPARATORS + SIGNS if joined else _SEPARATORS)
    others = data.translate(None, _ASCII).decode()
    if not others:
        return data
    signs = sorted(set(others))
    if len(others) > _MANY:
        text = data.decode().translate({ord(sign): _folded(sign) for sign in signs})
        return text.encode().translate(None, _SEPARATORS)
    plain = [_folded(sign).encode().translate(None, _SEPARATORS) for sign in signs]
    found = BytesAhoCorasick([sign.encode() for sign in signs])
    pieces: list[bytes] = []
    at = 0
    for which, start, end in found.find_matches_as_indexes(data):
        pieces += (data[at:start], plain[which])
        at = end
    return b"".join((*pieces, data[at:]))


def replaced(
    pattern: re.Pattern[str], by: Callable[[re.Match[str]], str | None], text: str
) -> str:
    """Return a text with other words where its folded form has a pattern.

    `by` tells which, None for those that stay.
    """
    signs = [_folded(sign) for sign in text]
    # Where in the text each letter of the folded one was, and where it ends.
    places = [n for n, sign in enumerate(signs) for _ in sign]
    places.append(len(text))
    pieces: list[str] = []
    at = 0
    for hit in pattern.finditer("".join(signs)):
        words = by(hit)
        if words is not None:
            pieces += (text[at : places[hit.start()]], words)
            at = places[hit.end()]
    return "".join((*pieces, text[at:]))
