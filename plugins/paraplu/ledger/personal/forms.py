"""The ways in which Dutch people write a name, beside the one of the register.

Petronella van der Berg is also P. van der Berg, Petronella v.d. Berg, and in a list
or at a bank Berg, P. van der. A surname by itself, or a first name, is nobody yet.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.spelling import BETWEEN, SEPARATORS, folded

if TYPE_CHECKING:
    from collections.abc import Iterable

_LETTER = r"[^\W\d_]"
_SEPARATOR = f"[{re.escape(SEPARATORS)}]"
_BLANK = "[ _-]+"
_APART = re.compile(f"{_SEPARATOR}+")
# What comes before a surname, and how it is cut short.
_PREFIXES = {
    "van": "v(?:an)?",
    "von": "v(?:on)?",
    "der": "d(?:e?r)?",
    "den": "d(?:e?n)?",
    "de": "de?",
    "het": "(?:he)?t",
    "ten": "te?n?",
    "ter": "te?r?",
    "te": "te?",
    "op": "op?",
    "in": "in?",
    # As the register itself may cut them short.
    "v": "v(?:an)?",
    "vd": f"v(?:an)?{BETWEEN}d(?:e[rn]?)?",
    **{word: word for word in ("aan", "af", "al", "bij", "d", "da", "del", "des")},
    **{word: word for word in ("di", "dos", "du", "el", "la", "le", "onder", "over")},
    **{word: word for word in ("s", "t", "uit", "uijt", "voor", "zu", "zum", "zur")},
}
# Abbreviations that look like initials: "t.a.v. Bakker" names nobody but a Bakker.
_ABBREVIATIONS = (
    *("as", "aub", "bv", "cq", "cs", "dd", "dmv", "ea", "ed", "ev", "ic", "ie"),
    *("iov", "ipv", "ism", "ivm", "jl", "mbt", "miv", "muv", "nav", "nv", "oa"),
    *("pm", "pp", "ps", "pst", "qq", "tav", "tbv", "tgv", "tnv", "ua", "vof", "zsm"),
)
# Letters that are words, or that are left of one: "een bos" is "'n bos".
_WORDS = "aeiouydkmnst"
# What no longer begins with the initial that it seems to: J.P. is not P.
_ALONE = (
    rf"(?<!{_LETTER})(?<!{_LETTER}')(?<!{_LETTER}{{2}}\.)"
    rf"(?<![^.\w]{_LETTER}\.)(?<!^{_LETTER}\.)"
    rf"(?<![^.\w]{_LETTER}\. )(?<!^{_LETTER}\. )"
)
_END = f"(?!{_LETTER})"
# First names that a month has as well: "Jansen, jan 2026" is the rent of January.
_MONTH = rf"(?:jan|mei|april|juni|augustus|august)\.?{_BLANK}[0-9]"
# So many letters find a surname by themselves.
_ENOUGH = 3


class Form(NamedTuple):
    """A way to write a name: a literal part, what is around it, and all of it.

    `words` are squeezed, `beside` are patterns of a squeezed text before them or after
    them, and `pattern` is of a folded one. A `weak` form may as well be ordinary text.
    """

    words: str
    beside: tuple[str, str]
    pattern: str
    weak: bool = False


class Name(NamedTuple):
    """A name in its parts, each as folded words; nothing of it where it is one word."""

    given: list[str]
    prefix: list[str]
    core: list[str]


def words_of(name: str) -> list[str]:
    """Return the words of a name, folded."""
    text = folded(" ".join(name.split()))
    return [word for word in _APART.split(text) if word]


def is_common(name: str) -> bool:
    """Tell whether a name is only one word, which may as well be any word."""
    return len([word for word in words_of(name) if word not in _PREFIXES]) <= 1


def forms_of(name: str) -> list[Form]:
    """Return the other ways to write a name of at least two parts."""
    parts = parted(name)
    if is_common(name) or not parts.given:
        return []
    strong = "|".join(_strong(parts))
    weak = "|".join(_weak(parts))
    anchors, beside = _anchored(parts)
    found = []
    for words in anchors:
        found.append(Form(words, beside, strong))
        if weak:
            found.append(Form(words, beside, weak, weak=True))
    return found


def parted(name: str) -> Name:
    """Return a name as first names, what comes before the surname, and that."""
    tokens = [found for token in name.split() if (found := words_of(token))]
    for at in range(1, len(tokens)):
        last = at == len(tokens) - 1
        if last or tokens[at][0] in _PREFIXES or tokens[at][-1] in _PREFIXES:
            given, rest = list(chain(*tokens[:at])), list(chain(*tokens[at:]))
            break
    else:
        return Name([], [], [])
    cut = 0
    while cut < len(rest) - 1 and rest[cut] in _PREFIXES:
        cut += 1
    return Name(given, rest[:cut], rest[cut:])


def _strong(name: Name) -> Iterable[str]:
    """Yield the patterns that tell who somebody is."""
    core = _joined(name.core)
    surname = _surname(name)
    # Nobody puts "p.m." before a "van der".
    shared = _ABBREVIATED.replace(_MONTHLY, "") if _long(name.prefix) else _ABBREVIATED
    dotted = rf"(?!{shared}){name.given[0][0]}\.(?:{BETWEEN}{_LETTER}\.){{0,3}}"
    initials = [dotted, *_shortened(name.given[0])]
    own = [word[0] for word in name.given]
    if len(own) > 1:
        initials.append(BETWEEN.join(own) + f"{_SEPARATOR}+")
    bare = f"(?<![0-9])(?<![0-9] )(?<!'){own[0]}{_BLANK}"
    first = f"(?:{'|'.join(initials)}){BETWEEN}"
    yield f"{_ALONE}{first}{surname}{_END}"
    if _is_sure(name):
        yield f"{_ALONE}{bare}{surname}{_END}"
    given = _given(name)
    if given:
        middle = rf"(?:{_SEPARATOR}+(?:{given}|{_LETTER}(?!{_LETTER})))*"
        either = f"(?:{surname}|{core})"
        yield f"(?<!{_LETTER})(?:{given}){middle}{_SEPARATOR}+{either}{_END}"
        yield f"(?<!{_LETTER}){core}{BETWEEN},{BETWEEN}(?:{given}){_END}"
        yield f"(?<!{_LETTER}){surname}{_BLANK}(?!{_MONTH})(?:{given}){_END}"
    # A page, a number: "Bos, p. 12".
    listed = f"(?:{'|'.join(initials)})(?!{BETWEEN}[0-9])"
    yield f"(?<!{_LETTER}){surname}{BETWEEN},{BETWEEN}{listed}"
    if name.prefix:
        after = f"{BETWEEN}{_prefix(name)}{_END}"
        short = f"(?:{'|'.join(initials)}|{own[0]}{_SEPARATOR}+|{given or '(?!)'})"
        comma = f"(?:{BETWEEN},{BETWEEN}|{_BLANK})"
        yield f"(?<!{_LETTER}){core}{comma}{short}{after}"


def _weak(name: Name) -> Iterable[str]:
    """Yield the patterns that may as well be words."""
    initial = name.given[0][0]
    if not _is_sure(name):
        bare = f"(?<![0-9])(?<![0-9] )(?<!'){initial}{_BLANK}"
        yield f"{_ALONE}{bare}{_surname(name)}{_END}"
    if given := _given(name):
        yield f"(?<!{_LETTER}){_surname(name)}{_BLANK}(?={_MONTH})(?:{given}){_END}"


def _is_sure(name: Name) -> bool:
    """Tell whether an initial without a dot is one, and no word before a surname."""
    return name.given[0][0] not in _WORDS or _long(name.prefix)


def _long(prefix: list[str]) -> bool:
    """Tell whether more than an article comes before a surname."""
    return len(prefix) > 1 or prefix[:1] in (["van"], ["von"], ["ten"], ["ter"])


def _given(name: Name) -> str:
    return "|".join(re.escape(word) for word in name.given if len(word) > 1)


def _shortened(given: str) -> list[str]:
    """Return a first name as some are cut short: Chr., Joh., Th."""
    return [rf"{re.escape(given[:n])}\." for n in range(2, min(5, len(given)))]


def _joined(words: list[str]) -> str:
    return BETWEEN.join(map(re.escape, words))


def _prefix(name: Name) -> str:
    return BETWEEN.join(_PREFIXES[word] for word in name.prefix)


def _surname(name: Name) -> str:
    core = _joined(name.core)
    return f"{_prefix(name)}{BETWEEN}{core}" if name.prefix else core


def _beside(name: Name) -> tuple[str, str]:
    """Return what a squeezed text has before or after a surname about somebody."""
    prefix = "".join(_PREFIXES[word] for word in name.prefix).replace(BETWEEN, "")
    before = f"(?:{prefix})?" if prefix else ""
    initials = "".join(sorted({word[0] for word in name.given}))
    given = _given(name) or "(?!)"
    # Between two lines, or two texts, there are a few signs that are no letters.
    apart = r"[\"\n;#]{0,3}"
    return (
        rf"(?:[{initials}][^,]{{0,3}}|(?:{given})[^,]{{0,25}}){apart}{before}{apart}\Z",
        f"{apart},?{apart}[{initials}]",
    )


def _anchored(name: Name) -> tuple[list[str], tuple[str, str]]:
    """Return what a squeezed text has where it has a name, and what is beside that."""
    core = "".join(name.core)
    if len(core) >= _ENOUGH:
        return [core], _beside(name)
    found = [f"{core},", *(f"{word[0]}{core}" for word in name.given)]
    found += [f"{word}{core}" for word in name.given]
    if name.prefix:
        full = "".join(name.prefix)
        short = "".join(word[0] for word in name.prefix)
        mixed = name.prefix[0][0] + "".join(name.prefix[1:])
        found += [f"{one}{core}" for one in (full, short, mixed)]
        found += [f"{core}{word[0]}" for word in name.given]
    return list(dict.fromkeys(found)), ("", "")


def _abbreviated(letters: str) -> str:
    return r"\.?".join(letters) + f"(?!{_LETTER})|"


_MONTHLY = _abbreviated("pm")
_ABBREVIATED = f"(?:{''.join(map(_abbreviated, _ABBREVIATIONS))}(?!))"
