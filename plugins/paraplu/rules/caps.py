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
from paraplu.ledger.closings import not_closing
from paraplu.ledger.depreciation import writes_off, written_off_by_posting
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.chart import Kind
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

PF08 = Rule(
    "PF08",
    Severity.WARNING,
    say("Spending over a yearly cap"),
    reads=("policies.caps",),
)


class _Spending(NamedTuple):
    """One posting on a capped account; a refund is negative."""

    transaction: Transaction
    position: int
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
        for spending in _spent(books, *meant) if meant else ():
            account = spending.transaction.account_at(spending.position)
            found.setdefault((account.member, path), []).append(spending)
    for (member, path), spendings in sorted(found.items(), key=itemgetter(0)):
        spendings.sort(key=lambda one: (one.transaction.number, one.position))
        yield member, path, spendings


def _spent(books: Books, kind: Kind, detail: tuple[str, ...]) -> Iterator[_Spending]:
    """Yield what is spent on a class, or on a part of it.

    A closing empties the accounts at the end of a year, and takes nothing off it. What
    is written off was spent before.
    """
    for transaction, n in not_closing(books, lambda role: role.kind is kind):
        if transaction.account_at(n).detail[: len(detail)] != detail:
            continue
        amount = transaction.amounts[n]
        if writes_off(transaction.signature):
            amount -= written_off_by_posting(transaction).get(n, ZERO)
        if amount:
            yield _Spending(transaction, n, amount)


def _over(
    books: Books, register: Register, member: str, path: str, spendings: list[_Spending]
) -> Iterator[Finding]:
    years: defaultdict[int, Decimal] = defaultdict(Decimal)
    crossed: dict[int, tuple[_Spending, Decimal]] = {}
    for spending in spendings:
        day = spending.transaction.date
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
                spending.transaction.source_at(spending.position),
                hint=say("Ask the board or the client manager before more is spent."),
                member=member,
                amount=years[year] - cap,
                currency=books.currency,
                date=spending.transaction.date,
            )


FAMILY = Family((PF08,), judge)
