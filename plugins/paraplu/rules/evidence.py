"""EV01 to EV06: receipts, approvals, and the waivers that stand for them."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from paraplu.accounts import Kind
from paraplu.books import ZERO, Books
from paraplu.conduct import Legs, closes, opens, pays
from paraplu.evidence import (
    Approval,
    Receipt,
    approval_of,
    receipts_in,
    shown_leg,
    unshown,
    waiver_of,
)
from paraplu.findings import Finding, Severity
from paraplu.flows.table import GOODS, USE
from paraplu.language import Message, say
from paraplu.patterns import NO_RING, Pattern
from paraplu.rules.rule import Family, Rule
from paraplu.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.batches import Batch
    from paraplu.entries import Entry
    from paraplu.register.model import Register

EV01 = Rule("EV01", Severity.ERROR, say("No receipt"), waivable=True)
EV02 = Rule("EV02", Severity.ERROR, say("The receipt is not there"), waivable=True)
EV03 = Rule("EV03", Severity.ERROR, say("No earlier approval"), waivable=True)
EV04 = Rule("EV04", Severity.ERROR, say("Approved by the member who spends"))
EV05 = Rule(
    "EV05", Severity.ERROR, say("One receipt behind two expenses"), waivable=True
)
EV06 = Rule("EV06", Severity.WARNING, say("A waiver that is old, or waives nothing"))

# How long a waiver may stand before it is a warning of its own: contract, section 5.
WAIVER_DAYS = 90

_SHOWN = USE | {Kind.EQUIPMENT}
_APPROVED = frozenset({Kind.GROWTH, Kind.TRAINING, Kind.EQUIPMENT})
_CLAIMED = USE | GOODS | {Kind.COOP_EXPENSES, Kind.COOP_EQUIPMENT, Kind.FUND_EXPENSES}


def judge_receipts(books: Books, register: Register) -> Iterator[Finding]:
    """Yield expenses without a receipt, receipts that are not there or used twice."""
    for batch in books.batches:
        for ring in batch.pattern.rings:
            legs = _legs(batch.pattern, ring, _SHOWN)
            paying = pays(batch.pattern, ring)
            if legs and paying:
                for row in _bare(books, register, batch, ring, legs):
                    member = batch.member(ring, row)
                    yield from _unshown(
                        books, register, batch.entry(row), member, legs, paying
                    )
    shelf = Shelf(books)
    claims = []
    for batch in books.batches:
        claiming = _claims(batch.pattern)
        for row, receipt in receipts_in(books, batch):
            path = shelf.find(receipt)
            if path is None:
                outside = shelf.outside(receipt)
                yield _missing(batch.entry(row), receipt, outside=outside)
            elif claiming:
                claims.append(_Claim(batch.numbers[row], batch, row, receipt, path))
    yield from _twice(books, shelf, sorted(claims, key=attrgetter("number")))


def judge_approvals(books: Books, register: Register) -> Iterator[Finding]:
    """Yield growth, training and equipment without a valid earlier approval."""
    for batch in books.batches:
        for ring in batch.pattern.rings:
            legs = _legs(batch.pattern, ring, _APPROVED)
            for row, spent in enumerate(batch.summed(legs) if legs else ()):
                member = batch.member(ring, row)
                limit = register.policy(batch.dates[row], member).approval_from
                enough = limit is None or spent < limit
                if not enough and not opens(books, batch, row):
                    entry = batch.entry(row)
                    yield from _unapproved(books, register, entry, member, legs)


def judge_waivers(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield the waivers that are older than 90 days, or that waive nothing."""
    for entry in books.carrying("waiver"):
        waiver = waiver_of(entry)
        age = (books.today - entry.date).days
        if waiver is None or (waiver.codes & WAIVABLE and age <= WAIVER_DAYS):
            continue
        if waiver.codes & WAIVABLE:
            message = say(
                "The waiver “{text}” is {days} days old; after {limit} days it should "
                "be settled.",
                text=waiver.text,
                days=age,
                limit=WAIVER_DAYS,
            )
            hint = say("Add what is missing, or have the board decide once more.")
        else:
            message = say(
                "The waiver “{text}” waives nothing: it must stand on the transaction, "
                "begin with the code of a rule that can be waived ({codes}), and give "
                "a reason.",
                text=waiver.text,
                codes=", ".join(sorted(WAIVABLE)),
            )
            hint = say(
                'Write it as `waiver: "EV01: why"`. The other rules cannot be waived.'
            )
        yield Finding(
            "EV06",
            Severity.WARNING,
            message,
            entry.source,
            hint=hint,
            member=min(entry.shape.members, default=None),
            date=entry.date,
        )


def _legs(pattern: Pattern, ring: int, kinds: frozenset[Kind]) -> Legs:
    """Return the debits of a ring on these classes."""
    return pattern.where(
        lambda leg: leg.ring == ring and leg.kind in kinds and not leg.credit
    )


def _bare(
    books: Books, register: Register, batch: Batch, ring: int, legs: Legs
) -> Iterator[int]:
    """Yield the rows that spend enough to need a receipt, and show none as a whole."""
    members, spent = batch.members(ring), batch.summed(legs)
    for row in unshown(books, batch):
        limit = register.policy(batch.dates[row], members[row]).receipt_from
        if spent[row] >= limit and not opens(books, batch, row):
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
            "There is no receipt for {amount} on {account}. From {limit} on every "
            "expense needs one.",
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


def _missing(entry: Entry, receipt: Receipt, *, outside: bool) -> Finding:
    if outside:
        message = say(
            "The receipt {path} lies outside the folder of the books.",
            path=receipt.path,
        )
        hint = say("Copy it into the books, so that whoever checks them has it too.")
    else:
        message = say("The receipt {path} is not there.", path=receipt.path)
        hint = say(
            "Save the file there, or correct the path. It is read from the folder of "
            "the main file, or of the file that names it."
        )
    return Finding(
        "EV02",
        Severity.ERROR,
        message,
        receipt.source,
        hint=hint,
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
            yield _used_before(books, claim, earlier)


def _claims(pattern: Pattern) -> bool:
    """Tell whether entries of a pattern are expenses paid from money or a payable."""
    spends = any(leg.kind in _CLAIMED and not leg.credit for leg in pattern.legs)
    rings = pattern.rings or (NO_RING,)
    return spends and any(pays(pattern, ring) for ring in rings)


def _used_before(books: Books, claim: _Claim, earlier: _Claim) -> Finding:
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
            "The receipt {path} behind this {amount} already stands behind the expense "
            "of {day} ({earlier}).",
            path=claim.receipt.path,
            amount=amount,
            day=first.date,
            earlier=say(
                "{file}, line {line}",
                file=_short(books, earlier.receipt.source.file),
                line=str(first.source.line),
            ),
        ),
        claim.receipt.source,
        hint=say(
            "If it is one purchase, book it in one entry. If this entry has a receipt "
            "of its own, name that one."
        ),
        member=min(entry.shape.members, default=None),
        amount=amount,
        currency=books.currency,
        date=entry.date,
    )


def _short(books: Books, file: str) -> str:
    root = str(books.root)
    return file[len(root) + 1 :] if file.startswith(root) else file


def _unapproved(
    books: Books, register: Register, entry: Entry, member: str, legs: Legs
) -> Iterator[Finding]:
    """Yield what a member spends in one entry without an approval that counts.

    An approval on a posting is about that posting, one on the transaction about all.
    """
    limit = register.policy(entry.date, member).approval_from
    spent = _spent(entry, member, legs)
    if limit is None or spent < limit:
        return
    own: list[int] = []
    without: list[int] = []
    for leg in legs:
        approval = approval_of(entry, leg)
        if approval and approval.own(member, register):
            own.append(leg)
        elif not (approval and approval.day and approval.day <= entry.date):
            without.append(leg)
    for code, found in (("EV04", own), ("EV03", without)):
        if found:
            leg = max(found, key=lambda n: entry.amounts[n])
            amount = min(spent, sum((entry.amounts[n] for n in found), ZERO))
            message = (
                _approved_it_themselves(member, amount)
                if found is own
                else _why_not(approval_of(entry, leg), amount, entry)
            )
            yield Finding(
                code,
                Severity.ERROR,
                message,
                entry.leg_source(leg),
                hint=_approval_hint(entry, limit, own=found is own),
                member=member,
                amount=amount,
                currency=books.currency,
                date=entry.date,
            )


def _spent(entry: Entry, member: str, legs: Legs) -> Decimal:
    """Return what a member spends on growth, training and equipment in one entry.

    Depreciation is no spending: the money left when the equipment was bought. Nor is a
    correction within the same result.
    """
    credited: defaultdict[Kind, Decimal] = defaultdict(Decimal)
    for account, amount in entry.legs():
        if account.member == member and amount < 0:
            credited[account.kind] -= amount
    spent = sum((entry.amounts[n] for n in legs), ZERO)
    if closes(entry.shape.pattern):
        return spent - credited[Kind.GROWTH] - credited[Kind.TRAINING]
    grown = sum(
        (entry.amounts[n] for n in legs if entry.shape.accounts[n].kind is Kind.GROWTH),
        ZERO,
    )
    return spent - min(credited[Kind.EQUIPMENT], grown)


def _approved_it_themselves(member: str, amount: Decimal) -> Message:
    return say(
        "{member} approved {amount} of {member}'s own spending. Somebody else has to.",
        member=member,
        amount=amount,
    )


def _approval_hint(entry: Entry, limit: Decimal, *, own: bool) -> Message:
    if own:
        return say("Have the board or the coach approve it before it is paid.")
    return say(
        'Write who approved it and when: `approved: "board {day}"`. Growth, training '
        "and equipment from {limit} on are approved before they are paid.",
        day=entry.date,
        limit=limit,
    )


def _why_not(approval: Approval | None, amount: Decimal, entry: Entry) -> Message:
    if approval is None:
        return say("There is no approval for spending {amount}.", amount=amount)
    if approval.day is None:
        return say(
            "The approval “{text}” of {amount} does not say who approved it and on "
            "which day.",
            text=approval.who,
            amount=amount,
        )
    return say(
        "{amount} was approved on {approved}, after it was paid on {day}.",
        amount=amount,
        approved=approval.day,
        day=entry.date,
    )


RECEIPTS = Family((EV01, EV02, EV05), judge_receipts)
APPROVALS = Family((EV03, EV04), judge_approvals)
WAIVERS = Family((EV06,), judge_waivers)
WAIVABLE = frozenset(
    rule.code for rule in (*RECEIPTS.rules, *APPROVALS.rules) if rule.waivable
)
