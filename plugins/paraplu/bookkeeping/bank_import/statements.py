"""The statements in the files that are handed in: all of them read, or none used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nl_banks import Refused, Statement
from nl_banks.recognition import recognise
from nl_banks.registry import LAYOUTS
from nl_banks.source import StatementFile
from paraplu.base.language import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from paraplu.base.language import Message


@dataclass(frozen=True)
class File:
    """A file, and the statements in it: one for each account and currency.

    An export without lines may have none; then `layout` still says what it is.
    """

    path: Path
    layout: str
    statements: tuple[Statement, ...]


class UnreadableStatements(Exception):  # noqa: N818 - the files are at fault
    """One of the files or more cannot be read; `refusals` say what is wrong."""

    def __init__(self, refusals: Iterable[Refused]) -> None:
        self.refusals = tuple(refusals)
        super().__init__(*map(str, self.refusals))


def read_files(
    paths: Iterable[Path], tell: Callable[[Message], None]
) -> tuple[File, ...]:
    """Return what is in all files; Unreadable where one of them cannot be read.

    A file may have a statement for each day: those of one account become one, so that
    two lines that say the same are told apart.
    """
    files, refusals = [], []
    for path in paths:
        tell(say("reading {file}", file=path.name))
        try:
            source = StatementFile(path)
            layout = recognise(source, LAYOUTS)
            files.append(File(path, layout.name, _joined(layout.statements(source))))
        except Refused as refusal:
            refusals.append(refusal.of(path))
    if refusals:
        raise UnreadableStatements(refusals)
    return tuple(files)


def number_of(statement: Statement) -> str:
    """Return what the statement calls its account: an IBAN, else who keeps it."""
    return statement.account or statement.bank


def _joined(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    found: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        key = (number_of(statement), statement.currency)
        found.setdefault(key, []).append(statement)
    return tuple(map(_one, found.values()))


def _one(statements: list[Statement]) -> Statement:
    """Return one statement of the same account, the oldest line first."""
    if len(statements) == 1:
        return statements[0]
    bookings = [booking for one in statements for booking in one.bookings]
    closings = [one.closing for one in statements if one.closing]
    return replace(
        statements[0],
        bookings=tuple(sorted(bookings, key=lambda booking: booking.date)),
        closing=max(closings, key=lambda closing: closing.date, default=None),
        remarks=tuple(remark for one in statements for remark in one.remarks),
    )
