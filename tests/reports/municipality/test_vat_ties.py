"""Whatever customers do, VAT ties to the accounts and money to the bank by quarter."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from tests.reports.municipality.conftest import material_in, register
from tests.reports.papers.support import period

from paraplu.base.chart import Kind
from paraplu.ledger.books import Books
from paraplu.reports.papers.municipality.customer_moves import customer_moves
from paraplu.reports.papers.municipality.grounds import grounds_of
from paraplu.reports.papers.municipality.making import report_of
from paraplu.reports.papers.municipality.received import Received
from paraplu.reports.papers.settled_claims import settled_claims

RATES = ((21, "High"), (9, "Low"))
QUARTERS = [f"{year}-Q{n}" for year in (2025, 2026) for n in (1, 2, 3, 4)]
CENT = Decimal("0.01")

Step = tuple[str, dict[str, Decimal]]


def later(day: dt.date, chance: random.Random) -> dt.date:
    return day + dt.timedelta(days=chance.randint(0, 80))


def story(chance: random.Random, rate: int, net: Decimal) -> list[Step]:
    """Return what happens with one customer: sales, money, and what comes between."""
    vat = (net * rate / 100).quantize(CENT)
    some = (net * chance.randint(1, 99) / 100).quantize(CENT)
    on_it = (some * rate / 100).quantize(CENT)
    part = ((net + vat) * chance.randint(1, 99) / 100).quantize(CENT)
    sold: Step = ("Sold", {"claim": net + vat, "sales": -net, "vat": -vat})
    ahead: Step = ("Ahead", {"bank": some + on_it, "deposit": -some, "vat": -on_it})
    rest = {"deposit": some, "sales": -net, "vat": on_it - vat}
    owed = net + vat - some - on_it
    credit: Step = ("Credited", {"sales": net, "vat": vat, "claim": -net - vat})
    return chance.choice(
        (
            [("At once", {"bank": net + vat, "sales": -net, "vat": -vat})],
            [sold],
            [sold, paid(part), paid(net + vat - part)],
            [paid(part), sold, paid(net + vat - part)],
            [sold, credit],
            [sold, paid(net + vat), credit, paid(-net - vat)],
            [sold, ("Lost", {"costs": net, "vat": vat, "claim": -net - vat})],
            [
                sold,
                ("Less", {"sales": some, "vat": on_it, "claim": -some - on_it}),
                paid(owed),
            ],
            [ahead],
            [ahead, ("Delivered", {"bank": owed, **rest})],
            [ahead, ("Delivered", {"claim": owed, **rest}), paid(owed)],
            [ahead, ("Back", {name: -n for name, n in ahead[1].items()})],
        )
    )


def paid(amount: Decimal) -> Step:
    return ("Paid", {"bank": amount, "claim": -amount})


def ledger_of(seed: int) -> str:
    """Return a year of customers, each with an invoice number."""
    chance = random.Random(seed)  # noqa: S311 - books that nobody has to guess
    return "\n".join(entry for number in range(30) for entry in entries(chance, number))


def entries(chance: random.Random, number: int) -> Iterator[str]:
    rate, account = chance.choice(RATES)
    names = {
        "bank": "Assets:Bank",
        "claim": "Assets:Members:L01:Receivable",
        "sales": "Income:Members:L01:Sales",
        "deposit": "Liabilities:Members:L01:Deposit",
        "costs": "Expenses:Members:L01:Costs:BadDebts",
        "vat": f"Liabilities:VAT:{account}",
    }
    day = dt.date(2025, 1, 1) + dt.timedelta(days=chance.randint(0, 330))
    net = Decimal(chance.randint(100, 90000)) / 100
    for words, moves in story(chance, rate, net):
        worked = day - dt.timedelta(days=chance.randint(0, 60))
        yield f'{day} * "Customer" "{words}" ^F{number}'
        yield f"  delivered: {worked}"
        for name, amount in moves.items():
            if amount:
                yield f"  {names[name]}  {amount} EUR"
        yield ""
        day = later(day, chance)


def moved(
    books: Books, wanted: Callable[[Kind], bool], first: dt.date, last: dt.date
) -> Decimal:
    """Return what entries of some days move on accounts, straight from the ledger."""
    return sum(
        (
            posting.amount
            for one in books.transactions
            if first <= one.date <= last
            for posting in one.postings
            if wanted(posting.account.kind)
        ),
        Decimal(0),
    )


@pytest.mark.parametrize("basis", ["invoice", "work_month", "receipt"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_books(tmp_path: Path, seed: int, basis: str) -> None:
    material = material_in(
        tmp_path, ledger_of(seed), register(basis), today=dt.date(2026, 12, 31)
    )
    books = material.books
    assert len(books.transactions) > 40
    sold = Decimal(0)
    for name in QUARTERS:
        over = period(name)
        report = report_of(material, "L01", over)
        tie, days = report.vat, (over.first, over.last)
        assert tie
        assert tie.booked == -moved(books, lambda kind: kind is Kind.VAT_DUE, *days)
        assert sum(tie[:4]) == tie.booked
        turnover = report.turnover
        assert not turnover.open
        sold += turnover.net  # type: ignore[operator]
        # Work of before these quarters is told as a change of an earlier period.
        sold += sum(one.net for one in report.changes if one.period < QUARTERS[0])
        if basis == "invoice":
            assert tie.elsewhere == 0
            sales = moved(books, lambda kind: kind is Kind.SALES, *days)
            assert turnover.net == -sales
        if basis == "receipt":
            came_in = moved(books, lambda kind: kind is Kind.BANK, *days)
            gross = turnover.net + turnover.tax  # type: ignore[operator]
            assert gross == came_in
            assert report.result.lost == 0
    if basis != "receipt":
        every = (dt.date.min, dt.date.max)
        assert sold == -moved(books, lambda kind: kind is Kind.SALES, *every)


@pytest.mark.parametrize("seed", [4, 5])
def test_a_payment_is_for_one_invoice_in_every_paper(tmp_path: Path, seed: int) -> None:
    """The statement of the member and the municipality's report know the same of it.

    A third of the entries has no number, as where a customer forgets to name it.
    """
    chance = random.Random(seed)  # noqa: S311 - as above
    lines = [
        line.partition(" ^")[0] if " ^F" in line and chance.random() < 1 / 3 else line
        for line in ledger_of(seed).splitlines()
    ]
    day = dt.date(2026, 12, 31)
    members = register("receipt")
    material = material_in(tmp_path, "\n".join(lines), members, today=day)
    books = material.books
    of_statement = Counter[int]()
    for account, found in settled_claims(books, day).items():
        assert account.member == "L01"
        for match in found.paid:
            of_statement[match.item.place] += int(match.amount * 100)
    received = Received(
        grounds_of(material).of("L01"), customer_moves(books, "L01"), day
    )
    of_report = Counter[int]()
    for booking in grounds_of(material).of("L01"):
        fate = received.fate(booking)
        if booking.number in of_statement:
            money = sum(n for _, n in fate.money if n > 0)
            settled = money + fate.credited + fate.lost
            of_report[booking.number] = int(settled * 100)
    assert len(of_statement) > 10
    assert of_report == of_statement
