"""The margins of a period for people, and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, printable, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.margin_entry import percent
from paraplu_cli.output import data
from paraplu_cli.places import shown
from paraplu_cli.screen import screen_of
from paraplu_cli.standing import warning
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from paraplu.bookkeeping.vat.margins import PeriodMargin, YearMargin
    from paraplu_cli.vat.margin_desk import PeriodMargins

_DECEMBER = 12


def as_text(desk: PeriodMargins) -> Iterator[str]:
    """Yield what it comes to, for people, and then the entries."""
    language = desk.language
    screen = screen_of(language)
    title = say("Margin scheme {period}", period=str(desk.period))
    yield screen.bold(language.render(title))
    yield ""
    yield from _table(desk)
    for message in _told(desk):
        yield ""
        yield from screen.wrapped(language.render(message), "", "")
    for file in dict.fromkeys(desk.files):
        yield ""
        yield printable(shown(file))
    for entry in desk.entries:
        for blocks in entry.blocks.values():
            for block in blocks:
                yield ""
                yield block.text.rstrip("\n")
    yield from warning(desk.outcome.report, language)


def _table(desk: PeriodMargins) -> list[str]:
    language = desk.language
    columns = [
        TableColumn(language.text("VAT rate")),
        TableColumn(language.text("sold"), right=True),
        TableColumn(language.text("bought"), right=True),
        TableColumn(language.text("carried"), right=True),
        TableColumn(language.text("margin"), right=True),
        TableColumn(language.text("VAT"), right=True),
        TableColumn(language.text("booked"), right=True),
    ]
    rows = [
        [percent(one.rate), *map(language.amount, _amounts(one))] for one in desk.every
    ] or [
        [percent(one.rate), *map(language.amount, _amounts_of_year(one))]
        for one in desk.years
    ]
    if not rows:
        nothing = "Nothing was bought or sold under the margin scheme."
        return [language.text(nothing)]
    return table(columns, rows, screen_of(language))


def _amounts(one: PeriodMargin) -> tuple[Decimal, ...]:
    return one.sold, one.bought, one.carried, one.taxed, one.tax, one.already


def _amounts_of_year(one: YearMargin) -> tuple[Decimal, ...]:
    paid = sum(one.paid.values(), ZERO)
    due = paid - one.refund
    return one.sold, one.bought, -one.decided, one.balance, due, paid


def _told(desk: PeriodMargins) -> Iterator[Message]:
    """Yield what is booked, what is carried on, and what to ask the tax office."""
    if not desk.over:
        yield say(
            "This is not everything: the period ends on {end}, and the books go up "
            "to {today}.",
            end=desk.period.last,
            today=desk.books.today,
        )
    elif desk.files:
        yield say("Booked. Check it with git diff.")
    elif desk.entries:
        yield say(
            "Not booked yet: {command}",
            command=f"paraplu vat margin {desk.period} --book",
        )
    else:
        yield say("All of it is booked.")
    last = desk.period.last.month == _DECEMBER
    for one in desk.every:
        if one.taxed < 0 and not last:
            yield say("{amount} below zero goes to the next period.", amount=-one.taxed)
    if last and not desk.years:
        yield say(
            "To see the year as a whole, and what comes back of it, run {command}.",
            command=f"paraplu vat margin {desk.period.year}",
        )
    yield from map(_of_year, desk.years)


def _of_year(one: YearMargin) -> Message:
    rate = percent(one.rate)
    if one.balance < 0:
        level = "high" if one.code == "margin" else "low"
        decided = f"{{{one.year}: {{{level}: {-one.balance}}}}}"
        return say(
            "At {rate} the year comes to {amount} below zero, and {refund} of VAT "
            "comes back. Ask the tax office for both with the first return of {next}; "
            "what it decided goes into the register: {register}.",
            rate=rate,
            amount=-one.balance,
            refund=one.refund,
            next=str(one.year + 1),
            register=f"`vat: {{margin_decided: {decided}}}`",
        )
    if one.refund:
        return say(
            "At {rate}, {refund} of VAT comes back over the year. Ask the tax office "
            "for it with the first return of {next}.",
            rate=rate,
            refund=one.refund,
            next=str(one.year + 1),
        )
    return say("At {rate} nothing comes back over the year.", rate=rate)


def as_json(desk: PeriodMargins) -> str:
    """Return the same for programs."""
    return data.as_json(
        {
            "version": 1,
            "period": str(desk.period),
            "rates": [
                {
                    "code": one.code,
                    "sold": data.money(one.sold),
                    "bought": data.money(one.bought),
                    "carried": data.money(one.carried),
                    "margin": data.money(one.taxed),
                    "vat": data.money(one.tax),
                    "booked": data.money(one.already),
                }
                for one in desk.every
            ],
            "years": [
                {
                    "code": one.code,
                    "sold": data.money(one.sold),
                    "bought": data.money(one.bought),
                    "decided": data.money(one.decided),
                    "margin": data.money(one.balance),
                    "back": data.money(one.refund),
                    "booked": data.money(one.back),
                }
                for one in desk.years
            ],
            "files": [printable(shown(file)) for file in desk.files],
        }
    )
