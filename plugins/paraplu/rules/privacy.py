"""PV01: personal data in the books, which stay in git for ever.

The text of the files is read as it stands, comments included, since whoever sees the
repository sees those too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import product, zip_longest
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from ahocorasick_rs import BytesAhoCorasick, Implementation
from stdnum.nl import bsn

from paraplu.findings import Finding, Severity, Source
from paraplu.language import Message, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.register.model import Register

PV01 = Rule("PV01", Severity.ERROR, say("Personal data in the books"))

# How a text says that a number is a BSN.
_SAYS_BSN = ("bsn", "burgerservice", "sofi")
_BSN_WORD = re.compile(
    r"(?<![^\W\d_])(?:bsn|burgerservice ?nummer|sofi(?:-?nummer)?)(?![^\W\d_])"
)
_NUMBER = re.compile(r"(?<!\d)(?<!\d[ .-])\d(?:[ .-]?\d){8}(?![ .-]?\d)")
_BARE = re.compile(r"(?<!\w)\d{9}(?!\w)", re.ASCII)
# Every digit as 0, every other sign of a word as x, the rest as a space: so a number of
# nine digits is found three times as fast as by a pattern.
_DIGITS_MASKED = re.sub(rb"[0-9]", b"0", bytes(range(256)))
_WORDS_MASKED = re.sub(rb"[A-Za-z_\x80-\xff]", b"x", _DIGITS_MASKED)
_MASK = re.sub(rb"[^0x]", b" ", _WORDS_MASKED)
_ASCII = bytes(range(128))
_MASKED_NUMBER = b" 000000000 "
_BSN = say("This line holds a BSN. The cooperative may not keep one.")
_PRIVATE = say(
    "This line holds a name, an e-mail address or an IBAN of the private register."
)
# Names of more words than this are looked for with single blanks after them.
_MOST_WORDS = 5
_HINT = say(
    "Take it out. If it was committed, it stays in the history of git: ask for help to "
    "remove it there too."
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield BSNs, and what the private register holds, wherever the books say them."""
    seeker = _Seeker(register)
    numbers: list[Source] = []
    for file in dict.fromkeys((*books.files, register.file)):
        text = _read(file)
        yield from seeker.findings(file, text)
        numbers += _bare_numbers(file, text)
    yield from _bare(books, numbers)


def _read(file: str) -> bytes:
    """Return the text of a file in lower case; nothing where it cannot be read.

    That it cannot is for Beancount and the register's reader to say. Lowering bytes is
    many times as fast as lowering letters, and does where no others are capitals.
    """
    try:
        data = Path(file).read_bytes() if file else b""
        text = data.decode()
    except (OSError, UnicodeDecodeError):
        return b""
    others = data.translate(None, _ASCII).decode()
    return data.lower() if others == others.lower() else text.lower().encode()


class _Seeker:
    """Looks for many words at once: one walk over the text, however many members."""

    def __init__(self, register: Register) -> None:
        self._words = [*_SAYS_BSN, *_secrets(register)]
        self._automaton = BytesAhoCorasick(
            [word.encode() for word in self._words], implementation=Implementation.DFA
        )

    def findings(self, file: str, text: bytes) -> Iterator[Finding]:
        """Yield what a text says that the books may not say, once for each line."""
        said: set[tuple[int, bool]] = set()
        line = 1
        counted = 0
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True)
        for which, start, end in sorted(hits, key=itemgetter(1)):
            line += text.count(b"\n", counted, start)
            counted = start
            is_bsn = self._words[which] in _SAYS_BSN
            if (line, is_bsn) in said:
                continue
            before, after = _around(text, start, end)
            if is_bsn and _says_bsn(before + self._words[which] + after):
                said.add((line, is_bsn))
                yield _finding(Severity.ERROR, _BSN, Source(file, line))
            elif not is_bsn and _stands_alone(before, after):
                said.add((line, is_bsn))
                yield _finding(Severity.ERROR, _PRIVATE, Source(file, line))


def _secrets(register: Register) -> Iterator[str]:
    """Yield what the private register holds, as it may be written in the books."""
    for person in register.private.values():
        for words in (person.name, person.email):
            if words.strip():
                yield from _with_blanks(words.lower().split())
        for iban in person.ibans:
            yield iban.lower()
            yield " ".join(iban[n : n + 4] for n in range(0, len(iban), 4)).lower()


def _with_blanks(words: list[str]) -> Iterator[str]:
    """Yield words with one or two blanks between them: people type one too many."""
    first, rest = words[:_MOST_WORDS], words[_MOST_WORDS:]
    for blanks in product((" ", "  "), repeat=len(first) - 1):
        spaced = "".join(map("".join, zip_longest(first, blanks, fillvalue="")))
        yield " ".join((spaced, *rest))


def _around(text: bytes, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and after a word on its line."""
    begin, stop = text.rfind(b"\n", 0, start) + 1, text.find(b"\n", end)
    before, after = text[begin:start], text[end : stop if stop >= 0 else len(text)]
    return before.decode(), after.decode()


def _says_bsn(line: str) -> bool:
    return bool(_BSN_WORD.search(line)) and any(
        bsn.is_valid(hit[0]) for hit in _NUMBER.finditer(line)
    )


def _stands_alone(before: str, after: str) -> bool:
    """Tell whether a word is not part of a longer one."""
    around = before[-1:] + after[:1]
    return not any(sign.isalnum() or sign == "_" for sign in around)


def _bare_numbers(file: str, text: bytes) -> list[Source]:
    """Return the places of the numbers that could be a BSN by their digits."""
    data = b" %b " % text
    masked = data.translate(_MASK)
    found = []
    at = masked.find(_MASKED_NUMBER)
    while at >= 0:
        if bsn.is_valid(data[at + 1 : at + 10].decode()):
            found.append(Source(file, data.count(b"\n", 0, at + 1) + 1))
        at = masked.find(_MASKED_NUMBER, at + 1)
    return found


def _bare(books: Books, numbers: list[Source]) -> Iterator[Finding]:
    """Yield the payees and narrations that hold such a number."""
    if not numbers:
        return
    by_file: dict[str, list[Entry]] = {}
    for entry in books.entries:
        by_file.setdefault(entry.source.file, []).append(entry)
    for entries in by_file.values():
        entries.sort(key=_line)
    suspects = (_entry_at(by_file.get(file, []), line) for file, line in numbers)
    found = {entry.number: entry for entry in suspects if entry}
    for _number, entry in sorted(found.items()):
        for text in (entry.payee, entry.narration):
            if any(bsn.is_valid(number) for number in _BARE.findall(text)):
                if not _BSN_WORD.search(text.lower()):
                    yield _finding(
                        Severity.SIGNAL,
                        say("This text holds a number that may be a BSN."),
                        entry.source,
                    )
                break


def _entry_at(entries: list[Entry], line: int) -> Entry | None:
    """Return the entry that a line belongs to: the last that begins before it."""
    at = bisect_right(entries, line, key=_line)
    return entries[at - 1] if at else None


def _line(entry: Entry) -> int:
    return entry.source.line


def _finding(severity: Severity, message: Message, source: Source) -> Finding:
    return Finding("PV01", severity, message, source, hint=_HINT)


FAMILY = Family((PV01,), judge)
