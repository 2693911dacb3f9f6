"""PF08: a yearly cap on a kind of spending.

The cooperative agreed on it in its policy, under `caps:`; in this one 300.00 a year for
phones.

    2025-03-01 * "Market" "Twenty tables"
      Assets:Bank                       900.00 EUR
      Income:Members:L01:Sales         -900.00 EUR

    2025-03-03 * "Phone company" "Phone"
      receipt: "documents/phone.pdf"
      Expenses:Members:L01:Costs:Phone  320.00 EUR  ; PF08 L01 20.00
      Assets:Bank                      -320.00 EUR
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.ledger.closings import closing_rows
from paraplu.ledger.depreciation import writes_off, written_off_by_leg
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from paraplu.base.chart import Kind
    from paraplu.ledger.batches import Batch
    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.register.model import Register

PF08 = Rule(
    "PF08",
    Severity.WARNING,
    say("Spending over a yearly cap"),
    reads=("policies.caps",),
)


class _Spending(NamedTuple):
    """One posting on a capped account; a refund is negative."""

    entry: Entry
    leg: int
    amount: Decimal


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield each cap that a member's spending of a calendar year goes over.

    What was agreed with a code that the register does not know, nobody knows: MB01.
    """
    paths = _paths(register)
    for member, path, spendings in _capped(books, paths):
        if member in register.members:
            yield from _over(books, register, member, path, spendings)


def _paths(register: Register) -> set[str]:
    """Return every account path that some policy caps for somebody."""
    policies = [policy.caps for policy in register.policies]
    own = [member.policy.get("caps", {}) for member in register.members.values()]
    return {path for caps in (*policies, *own) for path in caps}


def _capped(
    books: Books, paths: set[str]
) -> Iterator[tuple[str, str, list[_Spending]]]:
    """Yield, by member and path, the postings that a cap counts, in order."""
    found: dict[tuple[str, str], list[_Spending]] = {}
    for path in sorted(paths):
        meant = books.chart.member_class(path)
        if meant is None:
            continue
        kind, detail = meant
        for batch, leg, amounts in _legs(books, kind):
            for row, account in enumerate(batch.accounts[leg]):
                if account.detail[: len(detail)] == detail and amounts[row]:
                    spending = _Spending(batch.entry(row), leg, amounts[row])
                    found.setdefault((account.member, path), []).append(spending)
    for (member, path), spendings in sorted(found.items(), key=itemgetter(0)):
        yield member, path, sorted(spendings, key=lambda s: (s.entry.number, s.leg))


def _legs(books: Books, kind: Kind) -> Iterator[tuple[Batch, int, Sequence[Decimal]]]:
    """Yield the legs of a class, with what is spent by each, entry by entry.

    A closing empties the accounts at the end of a year, and takes nothing off it.
    """
    for batch in books.batches:
        legs = batch.pattern.where(lambda leg: leg.kind is kind)
        closing = closing_rows(books, batch) if legs else ()
        off = _written_off(batch) if legs else {}
        for leg in legs:
            amounts = batch.amounts[leg]
            if closing or off:
                amounts = [
                    ZERO if row in closing else amount - off.get((row, leg), ZERO)
                    for row, amount in enumerate(amounts)
                ]
            yield batch, leg, amounts


def _written_off(batch: Batch) -> dict[tuple[int, int], Decimal]:
    """Return what each leg, by row, has of depreciation: it was spent before."""
    if not writes_off(batch.pattern):
        return {}
    return {
        (row, leg): amount
        for row, entry in enumerate(batch.entries)
        for leg, amount in written_off_by_leg(entry).items()
    }


def _over(
    books: Books, register: Register, member: str, path: str, spendings: list[_Spending]
) -> Iterator[Finding]:
    years: defaultdict[int, Decimal] = defaultdict(Decimal)
    crossed: dict[int, tuple[_Spending, Decimal]] = {}
    for spending in spendings:
        day = spending.entry.date
        years[day.year] += spending.amount
        cap = register.policy(day, member).caps.get(path)
        if cap is not None and years[day.year] > cap:
            crossed.setdefault(day.year, (spending, cap))
    for year, (spending, cap) in crossed.items():
        if years[year] > cap:
            yield PF08.found(
                say(
                    "{member} spent {total} on {path} in {year}; the cap is {cap}, so "
                    "that is {amount} too much.",
                    member=member,
                    total=years[year],
                    path=path,
                    year=str(year),
                    cap=cap,
                    amount=years[year] - cap,
                ),
                spending.entry.leg_source(spending.leg),
                hint=say("Ask the board or the client manager before more is spent."),
                member=member,
                amount=years[year] - cap,
                currency=books.currency,
                date=spending.entry.date,
            )


FAMILY = Family((PF08,), judge)
