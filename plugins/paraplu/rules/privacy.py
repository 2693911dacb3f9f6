"""PV01: personal data in the books, which stay in git for ever.

The text of the files is read as it stands, comments included, since whoever sees the
repository sees those too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from stdnum.nl import bsn

from paraplu.findings import Finding, Severity, Source
from paraplu.language import Message, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Books, Entry
    from paraplu.register.model import Register

PV01 = Rule("PV01", Severity.ERROR, say("Personal data in the books"))

# How a text says that a number is a BSN; plain words, which are found much faster in
# books of many megabytes than a pattern is.
_SAYS_BSN = ("bsn", "burgerservice", "sofi")
_BSN_WORD = re.compile(r"\b(?:bsn|burgerservice ?nummer|sofi(?:-?nummer)?)\b")
_NUMBER = re.compile(r"(?<![\w.-])\d(?:[ .-]?\d){8}(?![\w-]|[.]\d)")
_BARE = re.compile(r"(?<!\w)\d{9}(?!\w)", re.ASCII)
# Every digit as 0, every other sign of a word as x, the rest as a space: so a number of
# nine digits is found three times as fast as by a pattern.
_DIGITS_MASKED = re.sub(rb"[0-9]", b"0", bytes(range(256)))
_WORDS_MASKED = re.sub(rb"[A-Za-z_\x80-\xff]", b"x", _DIGITS_MASKED)
_MASK = re.sub(rb"[^0x]", b" ", _WORDS_MASKED)
_MASKED_NUMBER = b" 000000000 "
_HINT = say(
    "Take it out. If it was committed, it stays in the history of git: ask for help to "
    "remove it there too."
)


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield BSNs, and what the private register holds, wherever the books say them."""
    secrets = _secrets(register)
    numbers: list[Source] = []
    for file in dict.fromkeys((*books.files, register.file)):
        text = _Text(file)
        yield from _said(text)
        yield from _private(text, secrets)
        numbers += text.lines_of_bare_numbers()
    yield from _bare(books, numbers)


class _Text:
    """The text of one file, in lower case, with its lines counted as asked for."""

    def __init__(self, file: str) -> None:
        self.file = file
        try:
            self.text = Path(file).read_text("utf-8").lower() if file else ""
        except (OSError, UnicodeDecodeError):
            # Beancount or the register's reader says that it cannot be read.
            self.text = ""

    def lines_with(self, word: str) -> Iterator[tuple[Source, str]]:
        """Yield each line that holds a word, once."""
        at = self.text.find(word)
        while at >= 0:
            begin = self.text.rfind("\n", 0, at) + 1
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            yield self._source(begin), self.text[begin:end]
            at = self.text.find(word, end)

    def lines_of_bare_numbers(self) -> list[Source]:
        """Return the places of the numbers that could be a BSN by their digits."""
        data = f" {self.text} ".encode()
        masked = data.translate(_MASK)
        found = []
        at = masked.find(_MASKED_NUMBER)
        while at >= 0:
            if bsn.is_valid(data[at + 1 : at + 10].decode()):
                line = data.count(b"\n", 0, at + 1) + 1
                found.append(Source(self.file, line))
            at = masked.find(_MASKED_NUMBER, at + 1)
        return found

    def _source(self, at: int) -> Source:
        return Source(self.file, self.text.count("\n", 0, at) + 1)


def _said(text: _Text) -> Iterator[Finding]:
    lines = dict(pair for word in _SAYS_BSN for pair in text.lines_with(word))
    for source, line in lines.items():
        if _BSN_WORD.search(line):
            numbers = (hit[0] for hit in _NUMBER.finditer(line))
            if any(bsn.is_valid(number) for number in numbers):
                yield _finding(
                    Severity.ERROR,
                    say("This line holds a BSN. The cooperative may not keep one."),
                    source,
                )


def _secrets(register: Register) -> dict[str, re.Pattern[str]]:
    """Return patterns of what the private register holds, by their rarest word."""
    secrets = {}
    for person in register.private.values():
        for words in (person.name.lower().split(), person.email.lower().split()):
            if words:
                pattern = r"\s+".join(re.escape(word) for word in words)
                secrets[max(words, key=len)] = pattern
        for iban in person.ibans:
            secrets[iban[-4:]] = " ?".join(re.escape(sign) for sign in iban.lower())
    return {
        word: re.compile(rf"(?<!\w){pattern}(?!\w)")
        for word, pattern in secrets.items()
    }


def _private(text: _Text, secrets: dict[str, re.Pattern[str]]) -> Iterator[Finding]:
    found = {
        source
        for word, pattern in secrets.items()
        for source, line in text.lines_with(word)
        if pattern.search(line)
    }
    for source in found:
        yield _finding(
            Severity.ERROR,
            say(
                "This line holds a name, an e-mail address or an IBAN of the private "
                "register."
            ),
            source,
        )


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
