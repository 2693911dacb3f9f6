"""Other words for what books say: random, the same word always becoming the same one.

Nothing leads back from a replacement but the books themselves: it is drawn, not made
of what it stands for. What stays the same is what rules need to find the same again:
days, years, the shape of a number, capitals, and which words are alike.
"""

from __future__ import annotations

import re
import string
import unicodedata
from typing import TYPE_CHECKING

from stdnum import iso7064
from stdnum.eu import vat as eu_vat
from stdnum.exceptions import ValidationError
from stdnum.nl import bsn

from paraplu.base.identifiers import read_iban, reference_of
from paraplu.base.periods import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from random import Random

_DAY = r"(?:19|20)\d\d-[01]\d-[0-3]\d"
_TOKEN = re.compile(
    rf"""(?P<taxed>\b[A-Z]{{2}}U?\d{{7,10}}(?:B\d\d)?\b)
    |(?P<iban>\b[A-Z]{{2}}\d\d(?:\ ?[A-Z0-9]{{4}}){{2,7}}(?:\ ?[A-Z0-9]{{1,3}})?\b)
    |(?P<creditor>\bRF\d\d(?:\ ?[A-Z0-9]+)+\b)
    |(?P<day>(?<!\d){_DAY}(?!\d))
    |(?P<serial>(?<!\d)(?:19|20)\d\d-(?:Q[1-4]\b|\d{{2,4}}(?!\d)))
    |(?P<number>\d+(?:[.,]\d+)*)
    |(?P<word>[^\W\d_]+)""",
    re.VERBOSE,
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_KEPT = 2
_BSN = 9
_VOWELS, _CONSONANTS = "aeiou", "bdfgklmnprstvz"
_TRIES = 5_000
# OtherWords that rules look for in what people write.
_LOOKED_FOR = frozenset({"bsn", "postbus", "paraplu"})
# A bank that does not exist: no one is paid by mistake.
_NO_BANK = "PPLX"


def key_of(word: str) -> str:
    """Return a word as rules compare it: without capitals and accents."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


class OtherWords:
    """What every word, code and number of some books becomes.

    `codes` are the members' codes, and `taken` the words of the books, none of which
    is given to another.
    """

    def __init__(
        self, random: Random, codes: Iterable[str], taken: Iterable[str]
    ) -> None:
        self._random = random
        self._taken = {key_of(word) for word in taken}
        self._drawn: dict[tuple[str, str], str] = {}
        self._given: set[tuple[str, str]] = set()
        self._later = random.randrange(100, 900)
        letters = [one for one in string.ascii_uppercase if one not in "LQ"]
        letter = random.choice(letters)
        numbers = random.sample(range(10, 100), 90)
        self._codes = {
            code: f"{letter}{numbers[n % 90]}" + ("x" * (n // 90))
            for n, code in enumerate(sorted(set(codes)))
        }
        self._code = (
            re.compile(
                r"(?<![^\W_])(?:"
                + "|".join(map(re.escape, sorted(self._codes, key=len, reverse=True)))
                + r")(?![^\W_])"
            )
            if self._codes
            else None
        )

    def text(self, text: str) -> str:
        """Return a text of other words, with its days, spaces and signs."""
        if self._code is None:
            return _TOKEN.sub(self._token, text)
        parts, end = [], 0
        for found in self._code.finditer(text):
            parts.append(_TOKEN.sub(self._token, text[end : found.start()]))
            parts.append(self._codes[found[0]])
            end = found.end()
        return "".join([*parts, _TOKEN.sub(self._token, text[end:])])

    def sign(self, sign: str) -> str:
        """Return another digit, or another letter."""
        letters = "ABCDEFGHJKLMNPRSTVWXZ"
        return self._digits(sign) if sign.isdigit() else self._random.choice(letters)

    def reference(self, text: str) -> str:
        """Return another reference; of one in groups the same as of one without."""
        compact = re.sub(r"\s", "", text).upper()
        if compact.startswith("RF"):
            return self._creditor(compact)
        return self.text(text)

    def _token(  # noqa: PLR0911 - one for each kind of token
        self, found: re.Match[str]
    ) -> str:
        text = found[0]
        match found.lastgroup:
            case "day":
                return text
            case "iban" if read_iban(text):
                return self._iban(read_iban(text) or text)
            case "creditor":
                return self._creditor(re.sub(r"\s", "", text))
            case "taxed":
                return self._vat_id(text)
            case "serial":
                return self._serial(text)
            case "number":
                return self._number(text)
            case "word":
                return self._word(text)
            case _:
                pieces = re.split(r"(\d+|[^\W\d_]+)", text)
                return "".join(self._piece(one) for one in pieces)

    def _piece(self, text: str) -> str:
        if text.isdigit():
            return self._number(text)
        return self._word(text) if text.isalpha() else text

    def _draw(self, kind: str, of: str, draw: Callable[[], str]) -> str:
        """Return what was drawn for something; of two things never the same."""
        if (kind, of) not in self._drawn:
            for _ in range(_TRIES):
                new = draw()
                if (kind, new) not in self._given and new != of:
                    break
            self._given.add((kind, new))
            self._drawn[kind, of] = new
        return self._drawn[kind, of]

    def _digits(self, text: str) -> str:
        return "".join(
            str(self._random.randrange(10)) if one.isdigit() else one for one in text
        )

    def _word(self, text: str) -> str:
        key = key_of(text)
        if key in _LOOKED_FOR:
            return text
        new = self._draw("word", key, self._new_word)
        if text.isupper() and len(text) > 1:
            return new.upper()
        return new.capitalize() if text[0].isupper() else new

    def _new_word(self) -> str:
        while True:
            new = "".join(
                self._random.choice(_CONSONANTS) + self._random.choice(_VOWELS)
                for _ in range(self._random.randrange(2, 5))
            )
            if new not in self._taken:
                return new

    def _number(self, text: str) -> str:
        digits = len(_DIGIT.findall(text))
        if digits <= _MOST_KEPT or _YEAR.fullmatch(text):
            return text
        if len(text) == _BSN and bsn.is_valid(text):
            return self._draw("number", text, self._bsn)
        return self._draw("number", text, lambda: self._digits(text))

    def _bsn(self) -> str:
        while True:
            new = self._digits("0" * _BSN)
            if bsn.is_valid(new):
                return new

    def _serial(self, text: str) -> str:
        """Return another number of a series: as far from its neighbours as it was."""
        year, _, number = text.partition("-")
        if Period.read(text) is not None or len(number) <= _MOST_KEPT:
            return text
        most = 10 ** len(number)
        return f"{year}-{(int(number) + self._later % most) % most:0{len(number)}}"

    def _iban(self, text: str) -> str:
        return self._draw("iban", text, self._new_iban)

    def _new_iban(self) -> str:
        account = f"{_NO_BANK}{self._digits('0' * 10)}"
        return f"NL{iso7064.mod_97_10.calc_check_digits(account + 'NL')}{account}"

    def _creditor(self, text: str) -> str:
        return self._draw(
            "creditor", text, lambda: reference_of(self._digits("0" * 10))
        )

    def _vat_id(self, text: str) -> str:
        if not _is_vat_id(text):
            return self._draw("taxed", text, lambda: text[:2] + self._digits(text[2:]))

        def draw() -> str:
            for _ in range(_TRIES):
                new = text[:2] + self._digits(text[2:])
                if _is_vat_id(new):
                    return new
            return text[:2] + self._digits(text[2:])

        return self._draw("taxed", text, draw)


def _is_vat_id(text: str) -> bool:
    try:
        eu_vat.validate(text)
    except ValidationError:
        return False
    return True
