"""EV02 and EV05: a receipt is there, and stands behind one expense."""

from __future__ import annotations

import os
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.conduct import pays
from paraplu.evidence import receipts_in
from paraplu.findings import Finding, Severity
from paraplu.flows.table import GOODS, USE
from paraplu.language import say
from paraplu.patterns import NO_RING
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.batches import Batch
    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.evidence import Receipt
    from paraplu.language import Message
    from paraplu.patterns import Pattern
    from paraplu.register.model import Register
    from paraplu.shelf import Shelf

EV02 = Rule("EV02", Severity.ERROR, say("The receipt is not there"), waivable=True)
EV05 = Rule(
    "EV05", Severity.ERROR, say("One receipt used for two expenses"), waivable=True
)

_CLAIMED = USE | GOODS | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES}


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield receipts that are not there or show nothing, and those used twice."""
    shelf = books.shelf
    files = (register.file, register.private_file)
    registers = {os.path.realpath(file) for file in files if file}
    claims = []
    for batch in books.batches:
        claiming = _claims(batch.pattern)
        for row, receipt in receipts_in(books, batch):
            path = shelf.find(receipt)
            if path is None or path in registers:
                yield _missing(batch.entry(row), receipt, _wrong(shelf, receipt))
            elif claiming:
                claims.append(_Claim(batch.numbers[row], batch, row, receipt, path))
    yield from _twice(books, shelf, sorted(claims, key=attrgetter("number")))


class _Wrong(NamedTuple):
    """What is wrong with the file of a receipt, and how to mend it."""

    message: Message
    hint: Message


def _wrong(shelf: Shelf, receipt: Receipt) -> _Wrong:
    name, path = shelf.shown(receipt.path), shelf.lying(receipt)
    if path and shelf.empty(path):
        return _Wrong(
            say("The receipt {path} is an empty file.", path=name),
            say("Save it again, and check that it opens."),
        )
    if path:
        return _Wrong(
            say("The receipt {path} is one of the books' own files.", path=name),
            say("Save the shop's receipt with the books, and name that."),
        )
    if shelf.outside(receipt):
        return _Wrong(
            say("The receipt {path} is outside the folder of the books.", path=name),
            say(
                "Copy it into that folder, so that anybody who checks the books "
                "has it too."
            ),
        )
    return _Wrong(
        say("The receipt {path} cannot be found.", path=name),
        say(
            "Save the file there, or correct the path. It is read from the folder of "
            "the main file, or of the file that names it."
        ),
    )


def _missing(entry: Entry, receipt: Receipt, wrong: _Wrong) -> Finding:
    return Finding(
        "EV02",
        Severity.ERROR,
        wrong.message,
        receipt.source,
        hint=wrong.hint,
        member=min(entry.shape.members, default=None),
        date=entry.date,
    )


class _Claim(NamedTuple):
    """An expense that shows a receipt, which lies at `path`."""

    number: int
    batch: Batch
    row: int
    receipt: Receipt
    path: str


def _twice(books: Books, shelf: Shelf, claims: list[_Claim]) -> Iterator[Finding]:
    """Yield every later expense that shows a receipt which an earlier one shows."""
    content = shelf.same([claim.path for claim in claims])
    first: dict[str, _Claim] = {}
    said: set[int] = set()
    for claim in claims:
        earlier = first.setdefault(content[claim.path], claim)
        if earlier.number != claim.number and claim.number not in said:
            said.add(claim.number)
            yield _used_before(books, shelf, claim, earlier)


def _claims(pattern: Pattern) -> bool:
    """Tell whether entries of a pattern are expenses paid from money or a payable."""
    spends = any(leg.kind in _CLAIMED and not leg.credit for leg in pattern.legs)
    rings = pattern.rings or (NO_RING,)
    return spends and any(pays(pattern, ring) for ring in rings)


def _used_before(books: Books, shelf: Shelf, claim: _Claim, earlier: _Claim) -> Finding:
    entry, first = claim.batch.entry(claim.row), earlier.batch.entry(earlier.row)
    amount = sum(
        (
            amount
            for account, amount in entry.legs()
            if account.kind in _CLAIMED and amount > 0
        ),
        ZERO,
    )
    return Finding(
        "EV05",
        Severity.ERROR,
        say(
            "The receipt {path} for this {amount} is already used for the expense of "
            "{day} ({earlier}).",
            path=shelf.shown(claim.receipt.path),
            amount=amount,
            day=first.date,
            earlier=say(
                "{file}, line {line}",
                file=shelf.shown(earlier.receipt.source.file),
                line=str(first.source.line),
            ),
        ),
        claim.receipt.source,
        hint=say(
            "If it is one purchase, book it in one entry. If this entry has its own "
            "receipt, name that one."
        ),
        member=min(entry.shape.members, default=None),
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


FAMILY = Family((EV02, EV05), judge)
