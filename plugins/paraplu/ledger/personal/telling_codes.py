"""Codes that tell who somebody is: `k-jansen`, `kjansen` or `jansen` for Kim Jansen.

The books know people by their codes, which are in git for ever. In the books `jansen`
may be any word; as the code of somebody called so it is a name.
"""

from __future__ import annotations

import re
from itertools import product

from paraplu.base.spelling import letters
from paraplu.ledger.personal.disclosed import What
from paraplu.ledger.personal.forms import is_common, parted, words_of

# A letter by itself tells nothing.
_LEAST = 2
_DIGITS = re.compile("[0-9]+")


def told_by(code: str, name: str) -> What | None:
    """Return what a code tells of the person whose it is.

    PRIVATE where it has two parts of the name, MAYBE where it is one of them.
    """
    plain = _DIGITS.sub("", letters(code))
    words = words_of(name)
    if len(plain) < _LEAST or not words:
        return None
    given, prefix, core = parted(name)
    # A double surname by itself has no first name before it: Jansen-Bakker, O'Neill.
    if is_common(name) or not given:
        return What.MAYBE if plain in {"".join(words), words[-1]} else None
    surname = "".join(core)
    short = "".join(word[0] for word in prefix)
    lasts = {surname, "".join(prefix) + surname, short + surname}
    initials = "".join(word[0] for word in given)
    firsts = {given[0], given[0][0], initials, "".join(given)}
    for first, last in product(firsts, lasts):
        if plain in {first + last, last + first}:
            return What.PRIVATE
    return What.MAYBE if plain in {*lasts, given[0]} else None
