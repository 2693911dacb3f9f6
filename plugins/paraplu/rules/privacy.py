"""PV01: personal data in the books, which stay in git for ever.

The text of the files is read as it stands, comments included, since whoever sees the
repository sees those too.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from stdnum.nl import bsn

from paraplu.findings import Finding, Severity, Source
from paraplu.language import Message, say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.books import Books
    from paraplu.register.model import Register

PV01 = Rule("PV01", Severity.ERROR, say("Personal data in the books"))

_SAYS_BSN = re.compile(
    r"\b(?:bsn|burgerservice ?nummer|sofi(?:-?nummer)?)\b", re.IGNORECASE
)
_NUMBER = re.compile(r"(?<![\w.-])\d(?:[ .-]?\d){8}(?![\w-]|[.]\d)")
_BARE = re.compile(r"(?<!\w)\d{9}(?!\w)")
_EDGE = r"(?<!\w){}(?!\w)"


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield BSNs, and what the private register holds, wherever the books say them."""
    private = _private(register)
    said: set[Source] = set()
    for file in (*books.files, *([register.file] if register.file else [])):
        for finding in _in_file(file, private):
            said.add(finding.source)
            yield finding
    for finding in _bare_numbers(books):
        if finding.source not in said:
            yield finding


def _in_file(file: str, private: re.Pattern[str] | None) -> Iterator[Finding]:
    try:
        text = Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for source, line in _lines(file, text, _SAYS_BSN):
        if any(bsn.is_valid(hit[0]) for hit in _NUMBER.finditer(line)):
            yield _finding(
                Severity.ERROR,
                say("This line holds a BSN. The cooperative may not keep one."),
                source,
            )
    if private:
        for source, _line in _lines(file, text, private):
            yield _finding(
                Severity.ERROR,
                say(
                    "This line holds a name, an e-mail address or an IBAN of the "
                    "private register."
                ),
                source,
            )


def _lines(
    file: str, text: str, pattern: re.Pattern[str]
) -> Iterator[tuple[Source, str]]:
    """Yield each line on which a pattern is found, once."""
    number, counted, last = 1, 0, -1
    for hit in pattern.finditer(text):
        begin = text.rfind("\n", 0, hit.start()) + 1
        if begin == last:
            continue
        last = begin
        number += text.count("\n", counted, begin)
        counted = begin
        end = text.find("\n", hit.end())
        yield Source(file, number), text[begin : end if end >= 0 else len(text)]


def _private(register: Register) -> re.Pattern[str] | None:
    """Return a pattern of all that the private register holds, None for nothing."""
    words = []
    for person in register.private.values():
        words += [
            r"\s+".join(re.escape(part) for part in text.split())
            for text in (person.name, person.email)
            if text.strip()
        ]
        words += [" ?".join(re.escape(sign) for sign in iban) for iban in person.ibans]
    if not words:
        return None
    every = "|".join(sorted(words, key=len, reverse=True))
    return re.compile(_EDGE.format(f"(?:{every})"), re.IGNORECASE)


def _bare_numbers(books: Books) -> Iterator[Finding]:
    for entries in books.shapes.values():
        for entry in entries:
            for text in (entry.payee, entry.narration):
                hits = _BARE.findall(text) if text else ()
                if any(bsn.is_valid(hit) for hit in hits):
                    says = _SAYS_BSN.search(text)
                    yield _finding(
                        Severity.ERROR if says else Severity.SIGNAL,
                        say("This line holds a BSN. The cooperative may not keep one.")
                        if says
                        else say("This text holds a number that may be a BSN."),
                        entry.source,
                    )


def _finding(severity: Severity, message: Message, source: Source) -> Finding:
    return Finding(
        "PV01",
        severity,
        message,
        source,
        hint=say(
            "Take it out. If it was committed, it stays in the history of git: ask for "
            "help to remove it there too."
        ),
    )


FAMILY = Family((PV01,), judge)
