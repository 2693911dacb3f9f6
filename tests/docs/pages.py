"""Reads the pages of the rules: their headings, and the ledgers that they show.

HTML comments, each on a line of its own, say what the block below them is; whoever
prints a page leaves them out:

    <!-- finds: PF01 50.00; PF01 20.00 -->   a ledger that gives just these findings
    <!-- clean -->                           a ledger that gives none, nor a warning
    <!-- members -->                         the register of the ledgers that follow
    <!-- private -->                         the private register beside it
    <!-- file: documents/bon.pdf -->         a file; with its text, if a block follows
    <!-- today: 2025-03-31 -->               the day of the next ledger's check

A ledger on the page of a CK rule is the whole main file; others stand below `HEAD`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import HEAD, MEMBERS, report_on

from paraplu.rules import RULES

if TYPE_CHECKING:
    from paraplu.check import Report

PAGES = Path(__file__).parents[2] / "docs" / "rules"
FOLDERS = {"en": PAGES, "nl": PAGES / "nl"}

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"^<!-- (\w+)(?:: (.*?))? -->\n", re.MULTILINE)
_WORDS = re.compile(r'(\d{4}-\d\d-\d\d [*!]|(?:waiver|approved):)(?: "[^"]*")+|\s*;.*')


@dataclass
class Books:
    """What stands around the ledgers of a page, so far down the page."""

    members: str = MEMBERS
    files: dict[str, str] = field(default_factory=dict)
    today: dt.date | None = None


@dataclass(frozen=True)
class Example:
    """A ledger of a page, and the findings that it gives: code, and amount if any."""

    code: str
    ledger: str
    finds: tuple[str, ...]
    books: Books

    @property
    def around(self) -> tuple[list[str], dt.date | None]:
        """What translations have in common beside the ledger."""
        return sorted(self.books.files), self.books.today

    def report(self, folder: Path) -> Report:
        """Return what the check says of this ledger."""
        return report_on(
            folder,
            self.ledger,
            members=self.books.members,
            head="" if self.code.startswith("CK") else HEAD,
            files=self.books.files,
            today=self.books.today,
        )


@dataclass(frozen=True)
class Page:
    """A page of one rule in one language."""

    code: str
    language: str
    text: str
    examples: tuple[Example, ...]

    @property
    def title(self) -> str:
        """The first line, without its sign and the code."""
        return self.text.splitlines()[0].removeprefix(f"# {self.code} · ")

    @property
    def headings(self) -> list[str]:
        """The headings below the title."""
        return re.findall(r"^## (.*)$", self.text, re.MULTILINE)


def read_page(code: str, language: str) -> Page:
    """Return a page; an AssertionError names a block that no comment is about."""
    text = (FOLDERS[language] / f"{code}.md").read_text("utf-8")
    blocks = {block.start(): block for block in _BLOCK.finditer(text)}
    examples, books = [], Books()
    for mark in _COMMENT.finditer(text):
        block = blocks.pop(mark.end(), None)
        match mark.groups(), block and block[2]:
            case ("file", str(name)), body:
                books = _with_file(books, name, body or name)
            case ("private", None), str(body):
                books = _with_file(books, "../members.private.yaml", body)
            case ("members", None), str(body):
                books = Books(body, books.files, books.today)
            case ("today", str(day)), None:
                books = Books(books.members, books.files, dt.date.fromisoformat(day))
            case ("finds" | "clean", found), str(body):
                finds = tuple(found.split("; ")) if found else ()
                examples.append(Example(code, body, finds, books))
                books = Books(books.members, books.files)
            case _:
                raise AssertionError(f"{code}.md ({language}): what is {mark[0]}?")
    left = [block[0] for block in blocks.values()]
    assert not left, f"{code}.md ({language}): no comment says what this is: {left[0]}"
    return Page(code, language, text, tuple(examples))


def _with_file(books: Books, name: str, text: str) -> Books:
    return Books(books.members, {**books.files, name: text}, books.today)


def bones(example: Example) -> str:
    """Return a ledger without what people wrote in words, to compare translations."""
    return _WORDS.sub(r"\1", example.ledger)


def ids() -> list[tuple[str, str]]:
    """Return every code with every language."""
    return [(code, language) for code in RULES for language in FOLDERS]
