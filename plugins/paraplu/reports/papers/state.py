"""The state of the books that a paper was made from: what proves that it was this one.

Whoever has the same commit gets the same paper, byte for byte.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.language import Message, say
from paraplu.base.plain_file import plain_bytes
from paraplu.bookkeeping.documents.words import day_said
from paraplu.check import Report
from paraplu.ledger.checksums import (
    VERSION,
    books_checksum,
    files_checksum,
    rules_checksum,
)

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.rules.verdict import Judgement

_SHORT = 8


@dataclass(frozen=True)
class StateOfBooks:
    """The day of the newest entry, the commit, the checksums, and what made the paper.

    `commit` is None where the books are in no repository, and `clean` tells whether all
    was as in it. The checksums are those of `paraplu check`, whole.
    """

    newest: dt.date | None
    commit: str | None
    clean: bool | None
    books: str
    files: str
    register: str
    rules: str
    version: str
    checksums: int = VERSION

    @property
    def said(self) -> tuple[Message, ...]:
        """The state in short, part by part, as it is printed below each page."""
        newest = say("the books have no entries")
        if self.newest:
            newest = say("books up to {day}", day=day_said(self.newest))
        return (newest, self.commit_said, self.checksums_said, self.version_said)

    @property
    def commit_said(self) -> Message:
        """The commit, and whether anything was changed since."""
        if self.commit is None:
            return say("no commit")
        short = self.commit[:_SHORT]
        if self.clean:
            return say("commit {commit}", commit=short)
        return say("commit {commit} with changes", commit=short)

    @property
    def checksums_said(self) -> Message:
        """The beginnings of the checksums."""
        return say(
            "books {books} files {files} register {register} rules {rules}",
            books=self.books[:_SHORT],
            files=self.files[:_SHORT],
            register=self.register[:_SHORT],
            rules=self.rules[:_SHORT],
        )

    @property
    def version_said(self) -> Message:
        """What made the paper."""
        return Message(
            "paraplu {version} ({checksums})",
            (("version", self.version), ("checksums", str(self.checksums))),
        )


def state_of_books(
    judgement: Judgement, commit: str | None, *, clean: bool | None, version: str
) -> StateOfBooks:
    """Return the state of books that were judged.

    The commit that they are at is for whoever asks git to say, and what version of
    paraplu makes the paper. A check has the checksums; for others they are made here.
    """
    books = judgement.books
    if isinstance(judgement, Report):
        sums = (
            judgement.books_checksum,
            judgement.files_checksum,
            judgement.register_checksum,
            judgement.rules_checksum,
        )
    else:
        register = plain_bytes(judgement.register.file)
        sums = (
            books_checksum(books),
            files_checksum(books),
            sha256(register).hexdigest(),
            rules_checksum(),
        )
    return StateOfBooks(books.newest_day, commit, clean, *sums, version)
