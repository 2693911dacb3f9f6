"""EV01: every expense has a receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.conduct import Legs, debits, opens, pays
from paraplu.evidence import shown_leg, unshown
from paraplu.findings import Finding, Severity
from paraplu.flows.table import USE
from paraplu.language import say
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.batches import Batch
    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.register.model import Register

EV01 = Rule(
    "EV01",
    Severity.ERROR,
    say("No receipt"),
    waivable=True,
    reads=("policies.receipt_from",),
)

_SHOWN = USE | {Kind.EQUIPMENT}


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what members spend without a receipt."""
    for batch in books.batches:
        for ring in batch.pattern.rings:
            legs = debits(batch.pattern, ring, _SHOWN)
            paying = pays(batch.pattern, ring)
            if legs and paying:
                for row in _bare(books, register, batch, ring, legs):
                    member = batch.member(ring, row)
                    yield from _unshown(
                        books, register, batch.entry(row), member, legs, paying
                    )


def _bare(
    books: Books, register: Register, batch: Batch, ring: int, legs: Legs
) -> Iterator[int]:
    """Yield the rows that spend enough to need a receipt, and show none as a whole.

    What was agreed with a code that the register does not know, nobody knows: MB01.
    """
    members, spent = batch.members(ring), batch.summed(legs)
    for row in unshown(books, batch):
        if members[row] not in register.members:
            continue
        limit = register.policy(batch.dates[row], members[row]).receipt_from
        if spent[row] >= limit and not opens(books, batch, row, legs):
            yield row


def _unshown(
    books: Books,
    register: Register,
    entry: Entry,
    member: str,
    legs: Legs,
    paying: Legs,
) -> Iterator[Finding]:
    if any(shown_leg(entry, n) for n in paying):
        return
    bare = [n for n in legs if not shown_leg(entry, n)]
    spent = sum((entry.amounts[n] for n in bare), ZERO)
    paid = -sum((entry.amounts[n] for n in paying), ZERO)
    amount = min(spent, paid)
    limit = register.policy(entry.date, member).receipt_from
    if not amount or amount < limit:
        return
    account = entry.shape.accounts[bare[0]]
    yield Finding(
        "EV01",
        Severity.ERROR,
        say(
            "There is no receipt for {amount} on {account}. Every expense of {limit} "
            "or more needs one.",
            amount=amount,
            account=account.name,
            limit=limit,
        ),
        entry.leg_source(bare[0]),
        hint=say(
            "Save the receipt with the books and name it on the entry: "
            '`receipt: "documents/…"`. If it is lost, the board can waive it: '
            '`waiver: "EV01: why"`.'
        ),
        member=member,
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


FAMILY = Family((EV01,), judge)
