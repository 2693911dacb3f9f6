"""Texts as they are compared, where people write one thing in several ways.

`nl_banks` has a comparison of its own, since it knows nothing of this package.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Legal forms, as they stand behind the name of a firm, here and in countries around.
_FORMS = re.compile(
    r"(?: (?:b ?v|n ?v|v ?o ?f|c ?v|u ?a|b ?a|w ?a|bvba|srl|s ?a|sarl|sas|gmbh|ag|ug"
    r"|kg|ohg|e ?v|ltd|limited|plc|llc|inc|s ?e|ab|a ?s|aps|oy|spa))+$"
)
_BETWEEN = re.compile(r"[\W_]+")


def folded(text: str) -> str:
    """Return a text without what tells no two apart: capitals and further blanks."""
    return " ".join(text.split()).casefold()


def same(one: str, other: str) -> bool:
    """Tell whether two texts, such as names of a payee, say the same."""
    return folded(one) == folded(other)


@lru_cache(maxsize=4096)
def party(name: str) -> str:
    """Return the name of a firm as it is compared: without its legal form and points.

    `Woodshop B.V.`, `WOODSHOP BV` and `Woodshop` are one, `Woodshops` is another.
    """
    words = _BETWEEN.sub(" ", name.replace(".", "").casefold()).strip()
    return _FORMS.sub("", words).replace(" ", "") or folded(name)


def same_party(one: str, other: str) -> bool:
    """Tell whether two names are those of one firm."""
    return party(one) == party(other)


def signs(text: str) -> str:
    """Return a number as it is compared: its letters and digits, without capitals."""
    return "".join(filter(str.isalnum, text)).casefold()


def capitals(text: str) -> str:
    """Return a code as it is written: its letters and digits alone, in capitals."""
    return "".join(filter(str.isalnum, text)).upper()
