"""What the funders gave, and what it was spent on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bookmaking.days import Month, day, working
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import Vat, amount, without_tax
from bookmaking.ring import BANK, INPUT_VAT, Ring

if TYPE_CHECKING:
    import datetime as dt

    from bookmaking.journal import Journal

FUNDERS = {
    "Roerdomp2024": "Stichting Roerdompfonds",
    "Wilgenkat2025": "Stichting Wilgenkatfonds",
    "Roerdomp2026": "Stichting Roerdompfonds",
    "Wilgenkat2026": "Stichting Wilgenkatfonds",
    "Gemeente2025": "Gemeente Wilgerdam",
    "Gemeente2026": "Gemeente Wilgerdam",
}


class Grant(NamedTuple):
    """An instalment of a fund."""

    date: str
    fund: str
    price: str
    what: str


class Use(NamedTuple):
    """Something that a fund paid for, for a price with VAT."""

    date: str
    fund: str
    path: str
    shop: str
    what: str
    price: str
    member: str = ""


GRANTS = (
    Grant("2025-01-20", "Gemeente2025", "1500.00", "Subsidie 2025, eerste helft"),
    Grant("2025-03-10", "Wilgenkat2025", "5000.00", "Toekenning, eerste deel"),
    Grant("2025-07-08", "Gemeente2025", "1500.00", "Subsidie 2025, tweede helft"),
    Grant("2025-11-12", "Wilgenkat2025", "3000.00", "Toekenning, tweede deel"),
    Grant("2026-01-15", "Roerdomp2026", "5500.00", "Toekenning 2026, eerste deel"),
    Grant("2026-01-22", "Gemeente2026", "1600.00", "Subsidie 2026, eerste helft"),
    Grant("2026-05-12", "Wilgenkat2026", "5000.00", "Stofafzuiging werkplaats"),
    Grant("2026-07-09", "Gemeente2026", "1600.00", "Subsidie 2026, tweede helft"),
    Grant("2026-07-14", "Roerdomp2026", "2500.00", "Toekenning 2026, tweede deel"),
)

_COURSES = "Ambachtsschool De Schaaf"

USES = (
    Use(
        "2025-05-06", "Wilgenkat2025", "Growth", "Naaimachinehuis De Spoel",
        "Naaimachine in bruikleen", "423.50", "L04",
    ),
    Use(
        "2025-06-05", "Roerdomp2024", "Training", "Leerhuis De Letter",
        "Avond over offertes", "229.90",
    ),
    Use(
        "2025-06-17", "Wilgenkat2025", "Coop:Publicity", "Drukkerij De Pers",
        "Folders en spandoeken", "544.50",
    ),
    Use(
        "2025-07-10", "Wilgenkat2025", "Growth", "Gereedschapshuis De Beitel",
        "Startpakket gereedschap", "311.00", "L05",
    ),
    Use(
        "2025-08-12", "Wilgenkat2025", "Coop:Workshop", "Installatie De Groep",
        "Extra groepen in de werkplaats", "1452.00",
    ),
    Use(
        "2025-09-02", "Wilgenkat2025", "Training", _COURSES,
        "Twee dagen verkopen op de markt", "968.00",
    ),
    Use(
        "2025-10-09", "Wilgenkat2025", "Training", "Leerhuis De Letter",
        "Cursus kunst en prijzen", "242.00", "L03",
    ),
    Use(
        "2025-12-04", "Gemeente2025", "Coop:Evaluation", "Onderzoek De Meetlat",
        "Tussenevaluatie", "847.00",
    ),
    Use(
        "2026-01-13", "Wilgenkat2025", "Training", "Leerhuis De Letter",
        "Groepsles webwinkel vullen", "605.00",
    ),
    Use(
        "2026-02-05", "Wilgenkat2025", "Coop:Publicity", "Drukkerij De Pers",
        "Jaarverslag 2025", "266.20",
    ),
    Use(
        "2026-04-16", "Roerdomp2026", "Training", _COURSES,
        "Dag over prijzen maken", "484.00",
    ),
    Use(
        "2026-06-11", "Roerdomp2026", "Growth", "Elektro De Fitting",
        "Keuringsapparaat voor lampen", "363.00", "L05",
    ),
    Use(
        "2026-09-03", "Roerdomp2026", "Coop:Workshop", "Winkelinrichting De Plank",
        "Stellingen voor de werkplaats", "689.70",
    ),
)  # fmt: skip

START_CAPITAL = (
    ("2025-02-03", "Roerdomp2024", "L04", "500.00"),
    ("2025-04-01", "Wilgenkat2025", "L07", "500.00"),
    ("2025-05-19", "Wilgenkat2025", "L05", "500.00"),
)

# When a fund has ended and what was not spent goes back.
RETURNS = (
    ("2025-06-27", "Roerdomp2024"),
    ("2026-03-17", "Wilgenkat2025"),
    ("2026-03-24", "Gemeente2025"),
)

_COACH, _COACH_FEE = "Begeleiding De Kompasroos", "302.50"
_ENERGY, _ENERGY_FEE = "Energie De Wiek", "90.75"
_INSURANCE, _INSURANCE_FEE = "Verzekeringen De Luifel", "41.20"


def book_grants(journal: Journal) -> None:
    """Book what the funders paid, and the start capital that came of it."""
    for grant in GRANTS:
        funder, price = FUNDERS[grant.fund], amount(grant.price)
        legs = {BANK: price, f"Income:Funds:{grant.fund}": -price}
        note = invented_iban(funder)
        date = day(grant.date)
        journal.book(date, Book.BANK, funder, grant.what, legs, counterparty=note)
    for when, fund, code, given in START_CAPITAL:
        start = Ring(code).start_capital
        legs = {f"Expenses:Funds:{fund}:StartCapital": amount(given)}
        legs[start] = -amount(given)
        what = f"Startkapitaal {code}"
        journal.book(day(when), Book.JOURNAL, "", what, legs, member=code)


def book_uses(journal: Journal) -> None:
    """Book what the funds paid for once."""
    for use in USES:
        notes = {"member": use.member} if use.member else {}
        _pay(journal, day(use.date), use, Vat.HIGH, notes)


def book_monthly_uses(journal: Journal, month: Month) -> None:
    """Book the coach, the energy and the insurance of a month."""
    city = f"Gemeente{month.year}"
    coach = _fund_of_coach(month.first)
    for date, fund, path, shop, what, price, vat in (
        (6, city, "Coop:Energy", _ENERGY, "Voorschot energie", _ENERGY_FEE, Vat.HIGH),
        (2, city, "Coop:Insurance", _INSURANCE, "Premie", _INSURANCE_FEE, Vat.NONE),
        (27, coach, "Coop:Coaching", _COACH, "Begeleiding", _COACH_FEE, Vat.HIGH),
    ):
        when = working(month.first.replace(day=date))
        use = Use("", fund, path, shop, f"{what} {month.name}", price)
        _pay(journal, when, use, vat, {})


def book_returns(journal: Journal, month: Month) -> None:
    """Book what goes back of a fund that has ended."""
    for when, fund in RETURNS:
        date = day(when)
        if month.first <= date <= month.last:
            roots = ("Income", "Expenses", "Equity")
            left = -sum(journal.balance(f"{root}:Funds:{fund}", date) for root in roots)
            journal.book(
                date,
                Book.BANK,
                FUNDERS[fund],
                f"Niet besteed deel {fund} terug",
                {f"Equity:Funds:{fund}": amount(str(left)), BANK: -amount(str(left))},
                counterparty=invented_iban(FUNDERS[fund]),
            )


def _fund_of_coach(date: dt.date) -> str:
    if date < day("2025-04-01"):
        return "Roerdomp2024"
    return "Wilgenkat2025" if date < day("2026-02-01") else "Roerdomp2026"


def _pay(
    journal: Journal, date: dt.date, use: Use, vat: Vat, notes: dict[str, str]
) -> None:
    price = amount(use.price)
    net, tax = without_tax(price, vat)
    spent = f"Expenses:Funds:{use.fund}:{use.path}"
    paper = journal.receipt("coop", date, use.shop, use.what, f"EUR {price}")
    journal.book(
        date,
        Book.BANK,
        use.shop,
        use.what,
        {spent: net, INPUT_VAT: tax, BANK: -price},
        counterparty=invented_iban(use.shop),
        receipt=paper,
        **notes,
    )
