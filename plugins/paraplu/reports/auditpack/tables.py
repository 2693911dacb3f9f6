"""The tables of an audit pack: CSV, which any program and any eye can read."""

from __future__ import annotations

import csv
import io
import os
from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.metadata import APPROVED, REQUEST
from paraplu.base.money import ZERO
from paraplu.bookkeeping.periods.anchors import anchor_line
from paraplu.ledger.transactions import source_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.base.findings import Source
    from paraplu.base.language import Language
    from paraplu.base.periods import Period
    from paraplu.bookkeeping.periods.verifying import VerifiedPeriod
    from paraplu.ledger.books import Books
    from paraplu.rules.verdict import Verdict

Rows = list[tuple[object, ...]]


class AccountYear(NamedTuple):
    """An account over a year, in EUR with Beancount's sign."""

    account: str
    opening: Decimal
    debit: Decimal
    credit: Decimal

    @property
    def closing(self) -> Decimal:
        """What it comes to at the end."""
        return self.opening + self.debit - self.credit


def as_csv(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> bytes:
    """Return a table as CSV in UTF-8."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(head)
    table.writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def figures(books: Books, year: Period) -> list[AccountYear]:
    """Return every account that has something in a year or before it, by name."""
    opening: defaultdict[str, Decimal] = defaultdict(Decimal)
    debit: defaultdict[str, Decimal] = defaultdict(Decimal)
    credit: defaultdict[str, Decimal] = defaultdict(Decimal)
    for account, days in books.days.items():
        for day, amount in days.items():
            if day < year.first:
                opening[account.name] += amount
    for transaction in books.transactions_within(year.first, year.last):
        for posting in transaction.postings:
            side = credit if posting.amount < 0 else debit
            side[posting.account.name] += abs(posting.amount)
    names = sorted({*opening, *debit, *credit})
    return [AccountYear(one, opening[one], debit[one], credit[one]) for one in names]


def balances(found: Iterable[AccountYear]) -> bytes:
    """Return what each account was, what came and went, and what it is."""
    return as_csv(
        ("account", "opening", "debit", "credit", "closing"),
        [(one.account, *map(_money, (*one[1:], one.closing))) for one in found],
    )


def postings(books: Books, year: Period) -> bytes:
    """Return every posting of a year by account, with the balance after it."""
    level: dict[str, Decimal] = {
        one.account: one.opening for one in figures(books, year)
    }
    lines: defaultdict[str, Rows] = defaultdict(list)
    for transaction in books.transactions_within(year.first, year.last):
        place = place_in(books, transaction.source)
        words = ": ".join(filter(None, (transaction.payee, transaction.narration)))
        for posting in transaction.postings:
            name = posting.account.name
            level[name] = level.get(name, ZERO) + posting.amount
            lines[name].append(
                (
                    name,
                    transaction.date,
                    _money(posting.amount),
                    _money(level[name]),
                    words,
                    place,
                )
            )
    rows = (row for name in sorted(lines) for row in lines[name])
    return as_csv(("account", "date", "amount", "balance", "words", "place"), rows)


def findings(books: Books, verdict: Verdict, language: Language) -> bytes:
    """Return what the check found."""
    return as_csv(
        ("code", "severity", "date", "member", "amount", "place", "message"),
        [
            (
                one.code,
                one.severity.value,
                one.date or "",
                one.member or "",
                "" if one.amount is None else _money(one.amount),
                place_in(books, one.source),
                language.render(one.message).replace(str(books.root) + os.sep, ""),
            )
            for one in verdict.findings
        ],
    )


def waivers(books: Books, verdict: Verdict) -> bytes:
    """Return what took findings away, and why."""
    return as_csv(
        ("code", "date", "member", "findings", "reason", "place"),
        [
            (
                one.code,
                one.date,
                one.member or "",
                one.findings,
                one.reason,
                place_in(books, one.source),
            )
            for one in verdict.waived
        ],
    )


def approvals(books: Books, year: Period) -> bytes:
    """Return who agreed to what, as the entries of a year say it."""
    rows: Rows = []
    for transaction, meta in books.remarks(APPROVED):
        if transaction.date in year:
            spent = sum((p.amount for p in transaction.postings if p.amount > 0), ZERO)
            rows.append(
                (
                    transaction.date,
                    " ".join(sorted(transaction.members)),
                    _money(spent),
                    meta[APPROVED],
                    meta.get(REQUEST, transaction.meta.get(REQUEST, "")),
                    place_in(books, source_of(meta, transaction.meta)),
                )
            )
    head = ("date", "members", "amount", "approved", "request", "place")
    return as_csv(head, sorted(rows, key=str))


def seals(verified: Iterable[VerifiedPeriod]) -> bytes:
    """Return each closed period, whether it is as it was, and the line to anchor it."""
    return as_csv(
        (
            *("seal", "period", "scope", "kind", "day", "by", "transactions"),
            *("checksum", "unchanged", "came", "gone", "changed", "balances moved"),
            *("documents changed", "anchor"),
        ),
        [
            (
                one.seal.name,
                one.seal.period,
                one.seal.scope,
                one.seal.kind.value,
                one.seal.day,
                one.seal.by,
                one.seal.transactions,
                one.seal.checksum,
                "yes" if one.unchanged else "no",
                len(one.change.came),
                len(one.change.gone),
                len(one.change.changed),
                len(one.change.balances),
                " ".join(one.documents),
                anchor_line(one.seal),
            )
            for one in verified
        ],
    )


def place_in(books: Books, source: Source) -> str:
    """Return a place by its path from the folder of the books."""
    file, line = source
    if not file or file.startswith("<"):
        return ""
    try:
        path = os.path.relpath(os.path.realpath(file), os.path.realpath(books.root))
    except ValueError:  # on another drive
        path = os.path.basename(file)  # noqa: PTH119 - no other machine has the rest
    path = path.replace(os.sep, "/")
    return f"{path}:{line}" if line else path


def _money(amount: Decimal) -> str:
    return f"{amount:.2f}"
