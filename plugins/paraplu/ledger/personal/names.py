"""Personal data in a text, in whatever spelling: a BSN, and the private register's.

It is found in two steps, since ledgers are long and members many: one walk over the
squeezed text for all at once, and a closer look at the lines where that hits.
"""

from __future__ import annotations

import re
from functools import cache, cached_property
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation

from paraplu.base.identifiers import is_bsn
from paraplu.base.spelling import BETWEEN, SEPARATORS, SIGNS, folded, letters, replaced
from paraplu.ledger.personal.forms import forms_of, is_common, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.register.membership import PrivatePerson

_LETTER = r"[^\W\d_]"
_SEPARATOR = f"[{re.escape(SEPARATORS)}]"
# How a text says that a number is a BSN.
_SAYS_BSN = ("bsn", "burgerservice", "sofi")
_BSN_WORD = re.compile(
    rf"(?<!{_LETTER})(?:b{BETWEEN}s{BETWEEN}n{BETWEEN}(?:nummers?|nrs?|no|s)?"
    rf"|burger{BETWEEN}service{BETWEEN}(?:nummers?|nrs?)"
    rf"|sofi{BETWEEN}(?:nummers?|nrs?)?)(?!{_LETTER})"
)
# Nine digits in one go, or apart; then what stands beside a blank may go on with it.
_NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][.,_'-])[0-9]{9}(?![.,_'-]?[0-9])"
    rf"|(?<![0-9])(?<![0-9]{_SEPARATOR})[0-9](?:{_SEPARATOR}?[0-9]){{8}}"
    rf"(?!{_SEPARATOR}?[0-9])"
)
# In fewer letters, a name without a blank may well be a word: Ho Ut is no wood.
_ONE_WORD = 6
_MASK = "***"
# So many signs beside a surname may have what else is of a name.
_AROUND = 60
# In so many digits, a number is found by chance and is a signal; in fewer, nothing.
_SURE, _CHANCE = 9, 7
# Where the number of an account begins in its IBAN.
_ACCOUNT_AT = {"NL": 8, "DE": 12, "BE": 4}


class Secret(NamedTuple):
    """What the private register holds of a member, as it is looked for.

    `words` are its letters and digits, or those that it is found by where a squeezed
    text has `beside` before or after them; `pattern` finds it in a folded text. What is
    `weak` may as well be a word, or a number of something else.
    """

    code: str
    words: bytes
    pattern: str
    weak: bool = False
    beside: tuple[str, str] | None = None

    def may_be_at(self, text: bytes, at: int) -> bool:
        """Tell whether a squeezed text has around a place what it needs."""
        if self.beside is None:
            return True
        before, after = map(_compiled_bytes, self.beside)
        return bool(
            before.search(text, max(0, at - _AROUND), at)
            or after.match(text, at + len(self.words))
        )


class Personal:
    """Looks for personal data; of nobody but BSNs where nobody is known."""

    def __init__(self, people: Mapping[str, PrivatePerson]) -> None:
        self._people = people
        said = {text for one in people.values() for text in one.not_a_name}
        patterns = [_whole(found) for text in said if (found := words_of(text))]
        self._no_names = [re.compile(pattern) for pattern in sorted(patterns)]
        self._secrets = sorted(_secrets(people), key=lambda one: -len(one.words))
        words = [one.words for one in self._secrets]
        # A joined text lacks these signs, so a name with one of them is not in it.
        self._signed = any(one.translate(None, SIGNS) != one for one in words)
        self._meant = (*self._secrets, *(None for _ in _SAYS_BSN))
        self._automaton = BytesAhoCorasick(
            [*words, *map(str.encode, _SAYS_BSN)], implementation=Implementation.DFA
        )

    @cached_property
    def asked(self) -> bytes:
        """The SHA-256 of what it looks for, and of what it takes for no name."""
        from stdnum import __version__ as stdnum_version

        no_names = [one.pattern for one in self._no_names]
        said = (self._secrets, no_names, _SAYS_BSN, stdnum_version)
        return sha256(repr(said).encode("utf-8", "surrogatepass")).digest()

    @property
    def knows_somebody(self) -> bool:
        """Tell whether it looks for more than BSNs."""
        return bool(self._secrets)

    def near(self, text: bytes) -> list[tuple[int, Secret | None]]:
        """Return where a squeezed text may hold something: None stands for a BSN.

        They come in the order of the text. Whether it is so, its line tells.
        """
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        hits.sort(key=itemgetter(1))
        return [(at, self._meant[which]) for which, at, _ in hits]

    def may_be_in(self, joined: bytes) -> bool:
        """Tell whether a text, squeezed and joined, may hold anything."""
        return self._signed or any(
            secret is None or secret.may_be_at(joined, at)
            for at, secret in self.near(joined)
        )

    def says(self, text: str, secret: Secret) -> bool:
        """Tell whether a text holds a secret, in other words than those of no name.

        A word that is told to be no name is none by itself; a text with both parts of
        a name has to be longer than these.
        """
        text = folded(text)
        hits = [hit.span() for hit in _compiled(secret.pattern).finditer(text)]
        if not hits or not self._no_names:
            return bool(hits)
        known = [hit.span() for one in self._no_names for hit in one.finditer(text)]
        return not all(
            any(
                begin <= first
                and last <= end
                and (secret.weak or last - first < end - begin)
                for begin, end in known
            )
            for first, last in hits
        )

    def without(self, text: str, owner: str = "") -> str:
        """Return a text with a member's code where it told who the member is.

        The `owner` of the account that it is about is also seen in broken words.
        """
        if owner:
            text = _coded(_broken(self._people.get(owner)), owner, text)
        if not self._secrets:
            return text
        words = letters(text).encode(errors="replace")
        near = {secret for _, secret in self.near(words)}
        for secret in self._secrets if near else ():
            chance = secret.weak and (secret.beside or secret.words.isdigit())
            if secret in near and not chance and self.says(text, secret):
                text = _coded(secret.pattern, secret.code, text)
        return text


def _coded(pattern: str, code: str, text: str) -> str:
    return replaced(_compiled(pattern), lambda _hit: code, text)


def says_bsn(text: str) -> bool:
    """Tell whether a text is about a BSN; the number may not be in it."""
    return bool(_BSN_WORD.search(folded(text)))


def holds_bsn(text: str) -> bool:
    """Tell whether a text holds a BSN and says so."""
    return says_bsn(text) and any(map(_is_bsn, _NUMBER.finditer(folded(text))))


def without_bsn(text: str) -> str:
    """Return a text without the numbers that can be a BSN."""
    return replaced(_NUMBER, lambda hit: _MASK if _is_bsn(hit) else None, text)


def _is_bsn(hit: re.Match[str]) -> bool:
    return is_bsn(re.sub("[^0-9]", "", hit[0]))


def _secrets(people: Mapping[str, PrivatePerson]) -> Iterator[Secret]:
    for code, person in people.items():
        weak = is_common(person.name)
        for text, pattern, doubtful in (
            (person.name, _name(person.name), weak),
            *((*one, weak) for one in _surname_first(person.name)),
            (person.email, _email(person.email), False),
            *((iban, _iban(iban), False) for iban in person.ibans),
            *(found for iban in person.ibans for found in _account(iban)),
        ):
            words = letters(text).encode(errors="replace")
            if words:
                yield Secret(code, words, pattern, doubtful)
        for form in forms_of(person.name):
            words = form.words.encode(errors="replace")
            yield Secret(code, words, form.pattern, form.weak, form.beside)


def _name(name: str) -> str:
    """Return the pattern of a name, whatever stands between its words."""
    words = words_of(name)
    between = BETWEEN if sum(map(len, words)) >= _ONE_WORD else f"{_SEPARATOR}+"
    return f"(?<!{_LETTER}){between.join(map(re.escape, words))}(?!{_LETTER})"


def _whole(words: list[str]) -> str:
    return f"(?<!{_LETTER}){BETWEEN.join(map(re.escape, words))}(?!{_LETTER})"


def _surname_first(name: str) -> Iterator[tuple[str, str]]:
    """Yield a name as lists have it, with a comma, and the pattern of that."""
    words = words_of(name)
    for n in range(1, len(words)):
        parts = words[n:], words[:n]
        last, first = (BETWEEN.join(map(re.escape, part)) for part in parts)
        pattern = f"(?<!{_LETTER}){last}{BETWEEN},{BETWEEN}{first}(?!{_LETTER})"
        yield ",".join(map("".join, parts)), pattern


def _email(email: str) -> str:
    """Return the pattern of an address, in which a dot makes another one."""
    return rf"(?<!\w)(?<!\w[.+-]){re.escape(folded(email.strip()))}(?!\w)"


def _iban(iban: str) -> str:
    sign = rf"(?:{_LETTER}|[0-9])"
    return f"(?<!{sign}){BETWEEN.join(map(re.escape, letters(iban)))}(?!{sign})"


def _account(iban: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the number of an account as it was before IBANs, and its pattern.

    The zeros that it begins with may be left out. In an IBAN of another bank it is
    the number of somebody else.
    """
    number = letters(iban)[_ACCOUNT_AT.get(iban[:2].upper(), len(iban)) :].lstrip("0")
    if len(number) >= _CHANCE and number.isdecimal():
        bank = f"[a-z]{{2}}[0-9]{{2}}{_SEPARATOR}?[a-z]{{4}}{_SEPARATOR}"
        other = "".join(
            f"(?<!{one})"
            for one in (bank.replace("?", ""), bank.replace(f"{_SEPARATOR}?", ""))
        )
        pattern = (
            rf"(?<!{_LETTER})(?<![0-9])(?<![0-9]{_SEPARATOR})(?<![0-9],){other}"
            rf"(?:0{BETWEEN})*{BETWEEN.join(number)}(?!,?{_SEPARATOR}?[0-9])(?!{_LETTER})"
        )
        yield number, pattern, len(number) < _SURE


def _broken(person: PrivatePerson | None) -> str:
    """Return the pattern of a person where a bank broke words off at its margin."""
    known = (person.name, person.email, *person.ibans) if person else ()
    long = [found for found in map(letters, known) if len(found) >= _ONE_WORD]
    return "|".join(BETWEEN.join(map(re.escape, found)) for found in long) or "(?!)"


_compiled = cache(re.compile)


@cache
def _compiled_bytes(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode(errors="replace"))
