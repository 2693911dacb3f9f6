"""Services that members deliver to each other and to the cooperative: no VAT."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bookmaking.days import Month, day
from bookmaking.entry import Book
from bookmaking.money import amount
from bookmaking.ring import Ring
from bookmaking.trades import BOOKKEEPING, TRADES

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from bookmaking.journal import Journal, Legs

_BOOKKEEPING = amount("22.50")
_BOOKKEEPING_COOP = amount("55.00")
_COOP = "coop"


class Service(NamedTuple):
    """A service of one member; the receiver is a member or the cooperative."""

    date: str
    seller: str
    receiver: str
    path: str
    price: str
    what: str
    approved: str = ""


SERVICES = (
    Service("2025-03-04", "L03", "L02", "Costs:Signs", "45.00", "Prijskaartjes"),
    Service("2025-05-06", "L04", "L02", "Costs:Clothing", "38.00", "Twee schorten"),
    Service("2025-05-20", "L07", _COOP, "Website", "350.00", "Website coöperatie"),
    Service("2025-05-27", "L02", _COOP, "Meetings", "64.00", "Ledenvergadering"),
    Service(
        "2025-06-24", "L07", "L04", "Growth:Webshop", "320.00", "Webwinkel",
        "bestuur 2025-06-10",
    ),
    Service("2025-08-19", "L01", "L05", "Growth:Fittings", "180.00", "Werktafel"),
    Service(
        "2025-09-16", "L07", "L02", "Growth:Webshop", "280.00", "Bestelpagina",
        "bestuur 2025-09-09",
    ),
    Service("2025-10-02", "L01", "L08", "Costs:Repairs", "35.00", "Zaagtafel hersteld"),
    Service("2025-10-28", "L03", "L06", "Growth:Logo", "75.00", "Logo en briefpapier"),
    Service(
        "2025-11-11", "L07", "L01", "Growth:Webshop", "265.00", "Website met foto's",
        "bestuur 2025-10-14",
    ),
    Service("2025-12-16", "L02", _COOP, "Meetings", "48.00", "Kerstborrel"),
    Service(
        "2026-01-27", "L07", "L05", "Growth:Webshop", "290.00", "Webwinkel",
        "bestuur 2026-01-13",
    ),
    Service("2026-03-17", "L07", "L03", "Growth:Webshop", "240.00", "Beeldgalerij"),
    Service("2026-04-09", "L05", "L01", "Costs:Fittings", "30.00", "Lamp in een kast"),
    Service("2026-04-21", "L06", "L08", "Costs:Bookkeeping", "60.00", "Eindstaat"),
    Service("2026-05-26", "L02", _COOP, "Meetings", "72.00", "Ledenvergadering"),
    Service("2026-09-29", "L04", "L05", "Costs:Clothing", "26.00", "Werkschort"),
)  # fmt: skip

# Who has a web shop that is kept up every quarter of 2026, and for how much.
_KEPT_UP = ("L01", "L02", "L04", "L05")
_KEEPING_UP = amount("15.00")
_KEPT_FROM = 2026


def book_services(journal: Journal) -> None:
    """Book the services that are not the same every month."""
    for service in SERVICES:
        seller, price = Ring(service.seller), amount(service.price)
        receiver = (
            f"Expenses:Coop:{service.path}"
            if service.receiver == _COOP
            else Ring(service.receiver).spent(service.path)
        )
        notes = {"approved": service.approved} if service.approved else {}
        journal.book(
            day(service.date),
            Book.JOURNAL,
            service.seller,
            service.what,
            {receiver: price, seller.internal_sales: -price},
            **notes,
        )


def book_monthly_services(journal: Journal, month: Month) -> None:
    """Book the bookkeeping of a month, and the keeping up of web shops."""
    date = month.first.replace(day=24)
    members = [t.code for t in TRADES if t.begun <= date <= t.ended]
    members.remove(BOOKKEEPING.code)
    taken = _each(members, "Costs:Bookkeeping", _BOOKKEEPING)
    taken["Expenses:Coop:Bookkeeping"] = _BOOKKEEPING_COOP
    _deliver(journal, date, "L06", f"Boekhouding {month.name}", taken)
    if month.year >= _KEPT_FROM and month.ends_quarter:
        taken = _each(_KEPT_UP, "Costs:Webshop", _KEEPING_UP)
        _deliver(journal, date, "L07", "Onderhoud webwinkels", taken)


def _each(codes: tuple[str, ...] | list[str], path: str, price: Decimal) -> Legs:
    return {Ring(code).spent(path): price for code in codes}


def _deliver(
    journal: Journal, date: dt.date, seller: str, what: str, taken: Legs
) -> None:
    total = sum(taken.values(), amount("0"))
    legs = taken | {Ring(seller).internal_sales: -total}
    journal.book(date, Book.JOURNAL, seller, what, legs)
