"""A return for people: its boxes, what is to be paid, and what is each member's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import printable, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.vat.behind import lines_of
from paraplu.bookkeeping.vat.boxes import Box, Boxes, in_euros, net, with_totals
from paraplu.bookkeeping.vat.codes import BOXES
from paraplu.bookkeeping.vat.returns import vat_of_member
from paraplu.bookkeeping.vat.told import told
from paraplu_cli.standing import BROKEN, warning
from paraplu_cli.table import TableColumn, table
from paraplu_cli.vat.desk import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu_cli.screen import Screen
    from paraplu_cli.vat.desk import PeriodReturn

# What a form always has, also where nothing is filled in.
_ALWAYS = ("1a", "1b", "5a", "5b", "5g")
_TOTALS = frozenset({"5a", "5b", "5c", "5g"})


def render(
    desk: PeriodReturn, screen: Screen, box: str | None, member: str | None
) -> str:
    """Return the return, or what stands behind one box or one member."""
    parts = (
        _behind(desk, screen, box, member) if box or member else _whole(desk, screen)
    )
    return "\n".join(parts) + "\n"


def _whole(desk: PeriodReturn, screen: Screen) -> Iterator[str]:
    made, said = desk.made, screen.language.render
    yield screen.bold(
        said(
            say(
                "VAT return {period}, in whole {currency}",
                period=str(made.period),
                currency=desk.books.currency,
            )
        )
    )
    yield ""
    yield from _boxes(made.euros, screen, since=made.since if made.filed else {})
    if made.changed and made.changed.supplement:
        yield ""
        yield said(say("As it has to be now, for the supplement:"))
        yield ""
        yield from _boxes(in_euros(made.now), screen)
    broken = [BROKEN] if desk.broken else []
    for message in (*broken, *told(desk.books, desk.register, made)):
        yield ""
        yield from screen.wrapped(said(message), "", "")
    yield ""
    yield from _members(desk, screen)
    yield from warning(desk.outcome.report, screen.language)


def _boxes(
    boxes: Boxes, screen: Screen, *, cents: bool = False, since: Boxes | None = None
) -> list[str]:
    """Return a table of boxes; beside it what came `since` they were filed."""
    language = screen.language
    columns = [
        TableColumn(language.text("box")),
        TableColumn(language.text("what")),
        TableColumn(language.text("turnover"), right=True),
        TableColumn(language.text("VAT"), right=True),
    ]
    if since:
        columns += [
            TableColumn(language.text("turnover since"), right=True),
            TableColumn(language.text("VAT since"), right=True),
        ]
        since = with_totals(since)
    rows = []
    for box, words in BOXES.items():
        more = since.get(box) if since else None
        if box in boxes or more or (box in _ALWAYS and not cents):
            base, tax = boxes.get(box, Box())
            numbers = [
                language.amount(n) if cents else language.whole(int(n))
                for n in (base, tax)
            ]
            if box in _TOTALS:
                numbers[0] = ""
            if since:
                came = more or Box()
                numbers += [language.amount(n) if n else "" for n in came]
            rows.append([box, language.render(words), *numbers])
    return table(columns, rows, screen) if rows else [language.text("None.")]


def _members(desk: PeriodReturn, screen: Screen) -> list[str]:
    """Return what is each member's, to the cent, and together the cooperative's."""
    language = screen.language
    columns = [
        TableColumn(language.text("member")),
        TableColumn(language.text("VAT on sales"), right=True),
        TableColumn(language.text("input VAT"), right=True),
        TableColumn(language.text("together"), right=True),
    ]
    rows, totals = [], [ZERO, ZERO, ZERO]
    for code, boxes in sorted(desk.made.members.items(), key=lambda m: (not m[0], m)):
        values = [*vat_of_member(boxes), net(boxes)]
        totals = [old + new for old, new in zip(totals, values, strict=True)]
        name = printable(code) or language.text("cooperative")
        rows.append([name, *map(language.amount, values)])
    if not rows:
        return [language.text("Nothing was sold or bought with VAT.")]
    rows.append([language.text("total"), *map(language.amount, totals)])
    return table(columns, rows, screen)


def _behind(
    desk: PeriodReturn, screen: Screen, box: str | None, member: str | None
) -> Iterator[str]:
    """Yield the entries behind a box or a member, with their places."""
    language = screen.language
    period, code = str(desk.made.period), member or ""
    if box is None:
        title = say("{member}'s VAT in {period}", member=code, period=period)
    elif member is None:
        title = say("Behind box {box} of {period}", box=box, period=period)
    else:
        title = say(
            "Behind box {box} of {period}, for {member}",
            box=box,
            period=period,
            member=code,
        )
    yield screen.bold(language.render(title))
    yield ""
    if box is None:
        yield from _boxes(desk.made.members.get(code, {}), screen, cents=True)
        yield ""
    lines = lines_of(desk.made, box, member)
    if not lines:
        yield language.text("None.")
        return
    columns = [
        TableColumn(language.text("date")),
        TableColumn(language.text("box")),
        TableColumn(language.text("member")),
        TableColumn(language.text("payee")),
        TableColumn(language.text("narration")),
        TableColumn(language.text("turnover"), right=True),
        TableColumn(language.text("VAT"), right=True),
        TableColumn(language.text("place")),
    ]
    rows = [
        [
            str(line.date),
            line.box,
            printable(line.member),
            printable(line.transaction.payee),
            printable(line.transaction.narration),
            language.amount(line.base),
            language.amount(line.tax),
            place(line.transaction.source),
        ]
        for line in lines
    ]
    if box:
        base = sum((line.base for line in lines), ZERO)
        # Input VAT makes a total smaller.
        tax = sum(
            (
                -line.tax if line.box != box and line.box == "5b" else line.tax
                for line in lines
            ),
            ZERO,
        )
        total = [language.text("total"), *[""] * 4]
        rows.append([*total, language.amount(base), language.amount(tax), ""])
    yield from table(columns, rows, screen)
    if box and desk.made.corrections:
        yield ""
        yield language.text("This does not include the corrections of earlier periods.")
