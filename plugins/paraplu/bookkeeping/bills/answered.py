"""A bill from what a person says of it, where the file itself cannot be read.

Answers are taken as they are meant: `6,50`, `05-03-2026`, `21%`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.identifiers import read_iban, read_reference
from paraplu.base.language import PlainNumber, say
from paraplu.base.money import CENT, ZERO, in_cents
from paraplu.bookkeeping.bills.adding_up import must_add_up
from paraplu.bookkeeping.bills.model import (
    Bill,
    BillTotals,
    Party,
    TaxGroup,
    UnreadableBill,
)
from paraplu.bookkeeping.bills.taxing import level_of
from paraplu.bookkeeping.bills.text_reading import days_in

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_AMOUNT = re.compile(r"(-?)(?:€ ?)?(\d{1,3}(?:[. ]\d{3})+|\d{1,9})(?:[,.](\d{1,2}))?")
_TAX = re.compile(r"(\d{1,2})(?:[,.]0+)? ?%(?: ?= ?(\S+))?")
_NOTHING = frozenset({"0", "0%", "-", "no", "none", "nee", "geen"})
# What the net amount of a rate may be off, since VAT is in whole cents.
_SLACK = Decimal("0.10")
_LONGEST = 100


class Answers(NamedTuple):
    """What a person said of a bill; the VAT by rate, as a fraction, with its amount."""

    supplier: str
    number: str
    day: dt.date
    total: Decimal
    vat: tuple[tuple[Decimal, Decimal], ...] = ()
    due: dt.date | None = None
    iban: str = ""
    what: str = ""


def words_of(text: str) -> str:
    """Return a name or number; UnreadableBill for none, or one that is too long."""
    found = "".join(filter(str.isprintable, " ".join(text.split())))
    if not 0 < len(found) <= _LONGEST:
        raise UnreadableBill(say("Write 1 to {most} characters.", most=_LONGEST))
    return found


def day_of(text: str) -> dt.date:
    """Return a day; UnreadableBill where it is none."""
    found = list(days_in(text.strip()))
    if len(found) != 1:
        raise UnreadableBill(
            say("“{text}” is not a day such as 2026-03-05 or 05-03-2026.", text=text)
        )
    return found[0]


def amount_of(text: str) -> Decimal:
    """Return an amount in EUR; UnreadableBill where it is none."""
    found = _AMOUNT.fullmatch(text.strip())
    if not found:
        raise UnreadableBill(
            say("“{text}” is not an amount such as 12.50 or 1.210,00.", text=text)
        )
    whole = re.sub("[. ]", "", found[2])
    return Decimal(f"{found[1]}{whole}.{found[3] or 0}").quantize(CENT)


def iban_of(text: str) -> str:
    """Return an IBAN, empty for nothing; UnreadableBill where a digit is wrong."""
    iban = read_iban(text.strip()) if text.strip() else ""
    if iban is None:
        raise UnreadableBill(
            say("“{text}” is not an account number (IBAN).", text=text)
        )
    return iban


def vat_of(
    text: str, total: Decimal, day: dt.date
) -> tuple[tuple[Decimal, Decimal], ...]:
    """Return VAT by rate, from `21%`, or `21%=21.00 9%=3.15`, or 0.

    UnreadableBill for another text, and where it is no VAT of this total on that day.
    """
    words = re.sub(r"\s*=\s*", "=", text.strip().casefold())
    if words in _NOTHING:
        return ()
    found = []
    for part in words.split():
        said = _TAX.fullmatch(part)
        if not said or (said[2] is None and len(words.split()) > 1):
            raise UnreadableBill(
                say("“{text}” is not VAT such as 21% or 21%=21.00 9%=3.15.", text=text)
            )
        rate = Decimal(said[1]) / 100
        level_of(rate, day)
        tax = amount_of(said[2]) if said[2] else total - in_cents(total / (1 + rate))
        found.append((rate, tax))
    groups_of(total, found)
    return tuple(found)


def groups_of(
    total: Decimal, vat: Sequence[tuple[Decimal, Decimal]]
) -> tuple[TaxGroup, ...]:
    """Return what is taxed alike; what the VAT leaves of a total is not taxed.

    UnreadableBill where the VAT is more than the total can have.
    """
    if not vat:
        return (TaxGroup("O", ZERO, total, ZERO),)
    groups = [TaxGroup("S", rate, in_cents(tax / rate), tax) for rate, tax in vat]
    left = total - sum((group.net + group.tax for group in groups), ZERO)
    if abs(left) <= _SLACK * len(groups):
        last = groups[-1]
        groups[-1] = TaxGroup("S", last.rate, last.net + left, last.tax)
    elif (left > 0) == (total > 0):
        groups.append(TaxGroup("O", ZERO, left, ZERO))
    else:
        rates = PlainNumber(vat[0][0] * 100, "%")
        raise UnreadableBill(
            say(
                "A total of {total} cannot have that much VAT at {rate}.",
                total=total,
                rate=rates,
            )
        )
    return tuple(groups)


def bill_of(answers: Answers, reference: str = "") -> Bill:
    """Return the bill that somebody told of; UnreadableBill where it does not add up.

    `reference` is a structured one that the file has.
    """
    groups = groups_of(answers.total, answers.vat)
    net = sum((group.net for group in groups), ZERO)
    tax = sum((group.tax for group in groups), ZERO)
    known = read_reference(reference)
    bill = Bill(
        seller=Party(name=answers.supplier),
        number=answers.number,
        day=answers.day,
        due=answers.due,
        groups=groups,
        totals=BillTotals(net, tax, answers.total, answers.total),
        ibans=(answers.iban,) if answers.iban else (),
        reference=known.text if known and known.right else "",
        what=answers.what,
    )
    must_add_up(bill)
    return bill
