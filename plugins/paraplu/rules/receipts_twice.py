"""EV05: a receipt stands behind one purchase.

Entries that share a link are one purchase. Where `receipt-total:` says what is on the
receipt, what counts is whether the parts come to more than that.
"""

from __future__ import annotations

from collections import defaultdict
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.books import ZERO
from paraplu.conduct import pays
from paraplu.evidence import unshown
from paraplu.findings import Finding, Severity, in_cents
from paraplu.flows.table import GOODS, USE
from paraplu.language import say
from paraplu.lending import Lending
from paraplu.patterns import NO_RING
from paraplu.receipt_totals import TOTAL, Total, said_total, used
from paraplu.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from paraplu.batches import Batch
    from paraplu.books import Books
    from paraplu.entries import Entry
    from paraplu.evidence import Receipt
    from paraplu.findings import Source
    from paraplu.language import Message
    from paraplu.patterns import Pattern

EV05 = Rule(
    "EV05", Severity.ERROR, say("One receipt behind two expenses"), waivable=True
)

_CLAIMED = USE | GOODS | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES}
_OWED = frozenset({Kind.PAYABLE, Kind.CLEARING})


class Claim(NamedTuple):
    """An entry that shows a receipt, which lies at `path`.

    `paid` tells that it is an expense that was paid; of what is kept from a sale, a
    provider's statement stands behind many.
    """

    number: int
    batch: Batch
    row: int
    receipt: Receipt
    path: str
    paid: bool

    @property
    def entry(self) -> Entry:
        """The entry as it stands in the books."""
        return self.batch.entry(self.row)


def used_up(books: Books, claims: Iterable[Claim]) -> Iterator[Finding]:
    """Yield the expenses that show a receipt which is used up by others."""
    claims = sorted((*claims, *_borrowed(books)), key=attrgetter("number"))
    content = books.shelf.same([claim.path for claim in claims])
    by_content: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_content[content[claim.path]].append(claim)
    totals = {
        (id(batch), row) for batch in books.batches for row, _ in batch.said(TOTAL)
    }
    told: set[int] = set()
    for alike in by_content.values():
        said = totals and any((id(one.batch), one.row) in totals for one in alike)
        found = _against_total(books, alike) if said else None
        for finding, number in found if found is not None else _twice(books, alike):
            if number not in told:
                told.add(number)
                yield finding


def claiming(batch: Batch) -> tuple[bool, frozenset[int]]:
    """Tell whether the entries of a batch are expenses that were paid.

    Beside that, it is the rows that say what is on their receipt.
    """
    return _pays(batch.pattern), frozenset(row for row, _ in batch.said(TOTAL))


def _borrowed(books: Books) -> Iterator[Claim]:
    """Yield the expenses whose receipt stands on a linked entry about the same."""
    lending = Lending(books)
    for batch in books.batches:
        kinds = batch.pattern.kinds
        if not kinds & (GOODS | _OWED) or not _pays(batch.pattern):
            continue
        for row in unshown(books, batch):
            if batch.written[row].links:
                for receipt in _lent(lending, batch.entry(row)):
                    path = books.shelf.find(receipt)
                    if path is not None:
                        number = batch.numbers[row]
                        yield Claim(number, batch, row, receipt, path, paid=True)


def _lent(lending: Lending, entry: Entry) -> tuple[Receipt, ...]:
    """Return the receipts on linked entries that are about what an entry spends."""
    accounts, credit = entry.shape.accounts, entry.shape.credit
    legs = [
        n
        for n, account in enumerate(accounts)
        if account.kind in (_OWED if credit[n] else GOODS)
    ]
    most = sum((n for n in entry.amounts if n > 0), ZERO)
    return lending.lent(entry, legs, most)[1]


def _pays(pattern: Pattern) -> bool:
    """Tell whether entries of a pattern are expenses paid from money or a payable."""
    spends = any(leg.kind in _CLAIMED and not leg.credit for leg in pattern.legs)
    rings = pattern.rings or (NO_RING,)
    return spends and any(pays(pattern, ring) for ring in rings)


def _twice(books: Books, alike: Sequence[Claim]) -> Iterator[tuple[Finding, int]]:
    """Yield every later expense that is not linked to the first one."""
    paid = [claim for claim in alike if claim.paid]
    if len({claim.number for claim in paid}) < 2:  # noqa: PLR2004 - one is no other
        return
    first, one = paid[0], _linked(books, paid[0])
    for claim in paid:
        if claim.number not in one:
            yield _used_before(books, claim, first), claim.number


def _linked(books: Books, first: Claim) -> set[int]:
    """Return the entries that links join to one, over others if need be."""
    found = {first.number}
    seen: set[str] = set()
    waiting = list(first.entry.links)
    while waiting:
        link = waiting.pop()
        if link not in seen:
            seen.add(link)
            for entry in books.linked(link):
                found.add(entry.number)
                waiting += entry.links
    return found


def _used_before(books: Books, claim: Claim, earlier: Claim) -> Finding:
    entry, first, shelf = claim.entry, earlier.entry, books.shelf
    amount = sum(
        (n for account, n in entry.legs() if account.kind in _CLAIMED and n > 0), ZERO
    )
    return Finding(
        "EV05",
        Severity.ERROR,
        say(
            "The receipt {path} behind this {amount} already stands behind the expense "
            "of {day} ({earlier}).",
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
            "If it is one purchase, give its entries the same `^link`, or write on "
            "each what the receipt comes to: `receipt-total: 100.00`. If this entry "
            "has a receipt of its own, name that one."
        ),
        member=min(entry.shape.members, default=None),
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


def _against_total(
    books: Books, alike: Sequence[Claim]
) -> list[tuple[Finding, int]] | None:
    """Return what goes beyond the total of a receipt; None where nobody says one."""
    totals = [
        (claim, said_total(claim.entry, claim.receipt, books.currency))
        for claim in alike
    ]
    said = [(claim, total) for claim, total in totals if total]
    if not said:
        return None
    wrong = [
        (_mistyped(books, claim, total), claim.number)
        for claim, total in said
        if total.amount is None
    ]
    if wrong:
        return wrong
    first, total = said[0]
    differing = [
        (_disagrees(books, claim, other, first, total), claim.number)
        for claim, other in said
        if other.amount != total.amount
    ]
    return differing or list(_beyond(books, alike, total.amount or ZERO))


def _beyond(
    books: Books, alike: Sequence[Claim], total: Decimal
) -> Iterator[tuple[Finding, int]]:
    """Yield the entries by which the uses of a receipt come to more than is on it."""
    claims: dict[int, list[Claim]] = {}
    for claim in alike:
        claims.setdefault(claim.number, []).append(claim)
    entries = {number: found[0].entry for number, found in claims.items()}
    links = {link for entry in entries.values() for link in entry.links}
    others = {entry.number: entry for entry in books.linked(*links)}
    so_far = ZERO
    for number in sorted({*entries, *others}):
        if number in entries:
            part = used(
                entries[number], [one.receipt for one in claims[number]], _CLAIMED
            )
        else:
            part = min(used(others[number], None, _CLAIMED), ZERO)
        before, so_far = max(so_far, total), so_far + part
        excess = in_cents(so_far - before)
        if number in entries and excess > 0:
            claim = claims[number][0]
            yield _too_much(books, claim, total, so_far, excess), number


def _too_much(
    books: Books, claim: Claim, total: Decimal, so_far: Decimal, excess: Decimal
) -> Finding:
    message = say(
        "The receipt {path} comes to {total}, and the entries that name it to "
        "{so_far}, this one included.",
        path=books.shelf.shown(claim.receipt.path),
        total=total,
        so_far=so_far,
    )
    hint = say(
        "Look whether something was booked twice, or on the wrong receipt. If the "
        "total is wrong, correct `receipt-total:` on every entry that has it."
    )
    return _about_total(books, claim, message, hint, excess)


def _mistyped(books: Books, claim: Claim, total: Total) -> Finding:
    message = say(
        "“{text}” is not what a receipt can come to.",
        text=total.text,
    )
    hint = say(
        "Write the amount on the receipt, with VAT, without quotes: "
        "`receipt-total: 100.00`."
    )
    return _about_total(books, claim, message, hint, None, total.source)


def _disagrees(
    books: Books, claim: Claim, total: Total, first: Claim, earlier: Total
) -> Finding:
    message = say(
        "The receipt {path} comes to {total} here, and to {other} at the expense of "
        "{day}.",
        path=books.shelf.shown(claim.receipt.path),
        total=total.amount,
        other=earlier.amount,
        day=first.entry.date,
    )
    hint = say("Look on the receipt, and correct the one that is wrong.")
    return _about_total(books, claim, message, hint, None, total.source)


def _about_total(
    books: Books,
    claim: Claim,
    message: Message,
    hint: Message,
    amount: Decimal | None,
    source: Source | None = None,
) -> Finding:
    entry = claim.entry
    return Finding(
        "EV05",
        Severity.ERROR,
        message,
        source or claim.receipt.source,
        hint=hint,
        member=min(entry.shape.members, default=None),
        amount=amount,
        currency=None if amount is None else books.currency,
        date=entry.date,
    )
