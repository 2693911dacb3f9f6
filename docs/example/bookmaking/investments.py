"""What members used their thermometers for: equipment, growth and training."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from bookmaking.buying import purchase
from bookmaking.days import Month, day
from bookmaking.entry import Book
from bookmaking.iban import invented_iban
from bookmaking.money import ZERO, Vat, amount, rounded, without_tax
from bookmaking.requests import LOCKER
from bookmaking.ring import BANK, INPUT_VAT, Ring

if TYPE_CHECKING:
    from decimal import Decimal

    from bookmaking.journal import Journal

# Equipment is written off in so many years, a quarter at a time, to nothing.
YEARS = 5
_QUARTERS = 4 * YEARS


class Investment(NamedTuple):
    """A use of a thermometer, for a price with VAT."""

    date: str
    code: str
    path: str
    shop: str
    what: str
    price: str
    approved: str = ""
    waiver: str = ""
    request: str = ""


_EQUIPMENT = "Equipment"

INVESTMENTS = (
    Investment(
        "2025-02-18", "L01", _EQUIPMENT, "Gereedschapshuis De Beitel",
        "Bandschuurmachine", "302.50", "bestuur 2025-02-10",
    ),
    Investment(
        "2025-03-06", "L02", "Training", "Bakschool De Garde",
        "Cursus bonbons maken", "181.50",
    ),
    Investment(
        "2025-03-25", "L08", _EQUIPMENT, "Gereedschapshuis De Beitel",
        "Figuurzaagmachine", "242.00", "coach 2025-03-20",
    ),
    Investment(
        "2025-04-08", "L03", "Growth:Tools", "Kunstmaterialen Het Palet",
        "Veldezel", "157.30",
    ),
    Investment(
        "2025-04-22", "L06", "Training", "Leerhuis De Letter",
        "Cursus btw voor beginners", "193.60",
    ),
    Investment(
        "2025-05-22", "L02", _EQUIPMENT, "Keukenhandel De Pollepel",
        "Keukenmachine", "459.80", "bestuur 2025-05-13",
    ),
    Investment(
        "2025-06-12", "L01", "Training", "Ambachtsschool De Schaaf",
        "Cursus meubelstofferen", "284.35", "bestuur 2025-05-13",
    ),
    Investment(
        "2025-09-09", "L05", _EQUIPMENT, "Elektro De Fitting",
        "Soldeerstation", "169.40",
    ),
    Investment(
        "2025-09-16", "L03", "Training", "Grafisch Atelier De Pers",
        "Cursus linosnede in kleur", "131.89",
    ),
    Investment(
        "2025-09-23", "L07", _EQUIPMENT, "Computerwinkel De Pixel",
        "Beeldscherm", "217.80",
    ),
    Investment(
        "2025-09-30", "L08", _EQUIPMENT, "Gereedschapshuis De Beitel",
        "Lintzaag", "484.00", "bestuur 2025-09-09",
    ),
    Investment(
        "2025-10-07", "L01", "Growth:Tools", "Verfhandel De Kwast",
        "Verfspuit", "193.60",
    ),
    Investment(
        "2025-10-14", "L02", _EQUIPMENT, "Keukenhandel De Pollepel",
        "Koelvitrine voor de markt", "786.50", "bestuur 2025-10-14",
    ),
    Investment(
        "2025-10-21", "L04", "Training", "Naaischool De Zoom",
        "Cursus patroontekenen", "217.80",
    ),
    Investment(
        "2025-11-18", "L06", _EQUIPMENT, "Computerwinkel De Pixel",
        "Laptop", "605.00", "bestuur 2025-11-11",
    ),
    Investment(
        "2025-11-27", "L01", "Training", "Ambachtsschool De Schaaf",
        "Cursus houtdraaien", "338.80", "bestuur 2025-11-11",
    ),
    Investment(
        "2026-01-20", "L03", _EQUIPMENT, "Grafisch Atelier De Pers",
        "Etspers, gebruikt", "363.00", "bestuur 2026-01-13",
    ),
    Investment(
        "2026-02-10", "L01", "Growth:Advertising", "Fotostudio Het Oog",
        "Foto's voor de website", "181.50",
    ),
    Investment(
        "2026-02-12", "L06", "Growth:Software", "Software De Kolom",
        "Uitbreiding voor meer klanten", "290.40", "bestuur 2026-02-10",
    ),
    Investment(
        "2026-02-17", "L05", "Training", "Ambachtsschool De Schaaf",
        "Cursus veilig elektra", "254.10",
    ),
    Investment(
        "2026-03-12", "L02", "Training", "Bakschool De Garde",
        "Cursus hygiëne", "145.20",
    ),
    Investment(
        "2026-03-19", "L07", "Growth:Advertising", "Ontwerpstudio De Streep",
        "Huisstijl en folders", "423.50", "bestuur 2026-03-10",
    ),
    Investment(
        "2026-03-24", "L07", "Training", "Leerhuis De Letter",
        "Cursus toegankelijke websites", "302.50", "bestuur 2026-03-10",
    ),
    Investment(
        "2026-04-14", "L04", "Growth:Fittings", "Winkelinrichting De Plank",
        "Paspoppen en kledingrek", "193.60",
    ),
    Investment(
        "2026-05-12", "L06", "Training", "Leerhuis De Letter",
        "Opleiding basiskennis boekhouden", "447.70", "bestuur 2026-04-14",
    ),
    Investment(
        "2026-05-19", "L01", _EQUIPMENT, "Aanhangers De Dissel",
        "Aanhanger met huif", "847.00", "bestuur 2026-05-12",
    ),
    Investment(
        "2026-06-04", "L02", "Growth:Design", "Ontwerpstudio De Streep",
        "Ontwerp nieuwe taartdozen", "242.00",
    ),
    Investment(
        "2026-06-23", "L05", _EQUIPMENT, "Gereedschapshuis De Beitel",
        "Kolomboor", "266.20",
    ),
    Investment(
        "2026-08-25", "L07", _EQUIPMENT, "Computerwinkel De Pixel",
        "Laptop", "726.00", "bestuur 2026-08-18",
    ),
    Investment(
        "2026-09-01", "L06", "Training", "Leerhuis De Letter",
        "Opleiding praktijkdiploma, eerste deel", "968.00", "bestuur 2026-08-18",
    ),
    Investment(
        "2026-09-10", "L01", "Training", "Ambachtsschool De Schaaf",
        "Cursus lak en patina", "211.75",
    ),
    Investment(
        "2026-09-15", "L04", _EQUIPMENT, "Naaimachinehuis De Spoel",
        "Lockmachine", "338.80", request=LOCKER,
    ),
    Investment(
        "2026-09-22", "L02", _EQUIPMENT, "Keukenhandel De Pollepel",
        "Oven vervangen na storing", "544.50",
        waiver="EV03: oven stuk voor een bestelling, bestuur akkoord 2026-09-23",
    ),
)  # fmt: skip


def book_investments(journal: Journal) -> None:
    """Book the uses of the thermometers, with receipt and approval."""
    for one in INVESTMENTS:
        ring, price, date = Ring(one.code), amount(one.price), day(one.date)
        if one.path == _EQUIPMENT:
            net, tax = without_tax(price, Vat.HIGH)
            bought = {ring.has(_EQUIPMENT): net, INPUT_VAT: tax}
        else:
            bought = purchase(ring, one.path, price)
        notes = {
            "approved": one.approved,
            "waiver": one.waiver,
            "request": one.request,
        }
        journal.book(
            date,
            Book.BANK,
            one.shop,
            one.what,
            bought | {BANK: -price},
            counterparty=invented_iban(one.shop),
            receipt=journal.receipt(one.code, date, one.shop, one.what, f"EUR {price}"),
            **{key: text for key, text in notes.items() if text},
        )


def write_off(journal: Journal, month: Month, code: str, opening: Decimal) -> None:
    """Book a quarter of depreciation on a member's equipment.

    `opening` is the price of what there was at the beginning of the books.
    """
    ring = Ring(code)
    bought = sum(
        (
            without_tax(amount(one.price), Vat.HIGH)[0]
            for one in INVESTMENTS
            if one.code == code
            and one.path == _EQUIPMENT
            and day(one.date) < _quarter(month)
        ),
        ZERO,
    )
    standing = journal.balance(ring.has(_EQUIPMENT), month.last)
    part = min(rounded((bought + opening) / _QUARTERS), standing)
    journal.book(
        month.last,
        Book.JOURNAL,
        "",
        f"Afschrijving inventaris {code}",
        {ring.spent("Growth:Depreciation"): part, ring.has(_EQUIPMENT): -part},
    )


def _quarter(month: Month) -> dt.date:
    """Return the first day of the quarter that ends with a month."""
    return dt.date(month.year, month.number - 2, 1)
