"""VT01, VT02, VT03: what is said of VAT by a code must be so.

Only what says a code is judged: `vat:` on a posting or a transaction. Books that say
nothing of codes are not asked to, until a return is made of them. The rates are those
of the day (art. 9 Wet OB), and inside the cooperative there is no VAT.

    2025-03-01 * "Customer" "Table"
      vat: "high"
      Assets:Bank                       109.00 EUR
      Income:Members:L01:Sales         -100.00 EUR  ; VT01 L01 12.00
      Liabilities:VAT                    -9.00 EUR

    2025-03-01 * "Customer" "Chair"
      vat: "21%"
      Assets:Bank                        12.10 EUR
      Income:Members:L01:Sales          -10.00 EUR  ; VT02 L01
      Liabilities:VAT                    -2.10 EUR

    2025-03-04 * "Website of L01"
      vat: "high"
      Expenses:Members:L01:Costs         40.00 EUR
      Income:Members:L02:InternalSales  -40.00 EUR  ; VT03 L02
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.findings import Finding, Severity
from paraplu.base.kinds import VAT
from paraplu.base.language import Message, say
from paraplu.base.metadata import DELIVERED, VAT_CODE
from paraplu.bookkeeping.vat.assessment import (
    Assessor,
    Doubt,
    Taxed,
    Unclear,
    codes_of,
    tax_day,
)
from paraplu.bookkeeping.vat.codes import (
    PURCHASE_CODES,
    SALE_CODES,
    SMALL,
    meant,
    other_days,
)
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from paraplu.ledger.books import Books
    from paraplu.ledger.entries import Entry
    from paraplu.register.model import Register

VT01 = Rule(
    "VT01", Severity.ERROR, say("VAT that does not match its code"), reads=("vat",)
)
VT02 = Rule(
    "VT02",
    Severity.ERROR,
    say("A VAT code or rate that is not in force"),
    reads=("vat",),
)
VT03 = Rule("VT03", Severity.ERROR, say("VAT on an internal service"), reads=("vat",))


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the codes of VAT that are wrong."""
    assessor = Assessor(books, register)
    for entry in books.carrying(VAT_CODE):
        if Kind.INTERNAL_SALES in entry.shape.kinds:
            yield from _internal(books, entry)
            continue
        found = assessor.assess(entry)
        if isinstance(found, Unclear) and found.doubt is Doubt.CODE:
            yield _no_code(books, assessor, found)
        elif isinstance(found, Unclear) and found.doubt is Doubt.AMOUNTS:
            yield _disagrees(books, assessor, found)


def _internal(books: Books, entry: Entry) -> Iterator[Finding]:
    """Yield a code on a service inside the cooperative; booked VAT is for IS01."""
    said = entry.meta.get(VAT_CODE)
    leg = 0
    for n, account in enumerate(entry.shape.accounts):
        if account.kind is Kind.INTERNAL_SALES:
            leg = n
            said = entry.leg_meta[n].get(VAT_CODE) or said
    if said is None or entry.shape.kinds & VAT:
        return
    hint = say("Delete {key}.", key=f"{VAT_CODE}:")
    if not str(said).strip():
        message = say("`{key}` is empty.", key=f"{VAT_CODE}:")
        yield _finding(books, entry, leg, VT03, (message, hint))
        return
    message = say(
        "An internal service has the VAT code “{said}”. There is no VAT inside the "
        "cooperative: to the tax office it is one business.",
        said=str(said),
    )
    yield _finding(books, entry, leg, VT03, (message, hint))


def _no_code(books: Books, assessor: Assessor, found: Unclear) -> Finding:
    entry, leg = found.entry, found.leg
    legs = assessor.legs(entry.shape)
    said = codes_of(entry, legs)[leg] if legs else ""
    known = PURCHASE_CODES if legs and leg in legs.bought else SALE_CODES
    near = meant(said, tax_day(entry))
    hint = say("The codes are: {codes}.", codes=", ".join(sorted(known)))
    if near in known:
        hint = say("Write {example}.", example=f'{VAT_CODE}: "{near}"')
    message = say("“{said}” is not a VAT code.", said=said)
    if near and near not in known:
        message = say("“{said}” is not a VAT code for this.", said=said)
    if said == SMALL and not (legs and leg in legs.bought):
        message, hint = _not_small(entry)
    if not said.strip():
        message = say("`{key}` is empty.", key=f"{VAT_CODE}:")
    return _finding(books, entry, leg, VT02, (message, hint))


def _not_small(entry: Entry) -> tuple[Message, Message]:
    message = say(
        "“{said}” is for the small businesses scheme, which the register does not have "
        "on {day}.",
        said=SMALL,
        day=tax_day(entry),
    )
    hint = say(
        "Write the code of what was sold. If it was delivered under the scheme, write "
        "on which day: {example}. If the scheme applies, write it in the register: "
        "{register}.",
        example=f"{DELIVERED}: {tax_day(entry)}",
        register=f"vat: {{scheme: {SMALL}}}",
    )
    return message, hint


def _disagrees(books: Books, assessor: Assessor, found: Unclear) -> Finding:
    entry, leg = found.entry, found.leg
    legs = assessor.legs(entry.shape)
    codes = codes_of(entry, legs) if legs else {}
    base, expected, booked = assessor.agreement(entry)
    told = ", ".join(sorted(set(codes.values())))
    day = _of_another_day(assessor, entry, codes.values())
    if day:
        rule = VT02
        message = say(
            "{booked} of VAT on {base} is at a rate that was not in force on {day}; "
            "“{code}” was {expected} then.",
            booked=booked,
            base=base,
            day=tax_day(entry),
            code=told,
            expected=expected,
        )
        hint = say(
            "Correct the VAT. If it was delivered when the other rate was in force, "
            "write on which day: {example}.",
            example=f"delivered: {day}",
        )
    else:
        rule = VT01
        message = say(
            "According to its code, “{code}”, the VAT on {base} should be {expected}, "
            "but {booked} is booked.",
            code=told,
            base=base,
            expected=expected,
            booked=booked,
        )
        hint = say(
            "Correct the amounts or the code, so that they are as on the invoice."
        )
    apart = abs(booked - expected)
    return _finding(books, entry, leg, rule, (message, hint), apart)


def _of_another_day(
    assessor: Assessor, entry: Entry, codes: Iterable[str]
) -> dt.date | None:
    """Return a day on whose rates the entry is right, None where there is none."""
    days = {day for code in codes for day in other_days(code)}
    for day in sorted(days, reverse=True):
        if isinstance(assessor.assess(entry, day), Taxed):
            return day
    return None


def _finding(
    books: Books,
    entry: Entry,
    leg: int,
    rule: Rule,
    words: tuple[Message, Message],
    amount: Decimal | None = None,
) -> Finding:
    message, hint = words
    return rule.found(
        message,
        entry.leg_source(leg),
        hint=hint,
        member=entry.shape.accounts[leg].member or None,
        amount=amount,
        currency=books.currency if amount is not None else None,
        date=entry.date,
    )


FAMILY = Family((VT01, VT02, VT03), judge)
