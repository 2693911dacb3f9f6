"""One member for people: permissions, figures, what is open, what is missing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import counted, printable, say
from paraplu.ledger.figures import figures_by_year
from paraplu.ledger.rings import Ring
from paraplu.reports.entries import natural, short
from paraplu_cli.output.as_text import findings_text, waivers_text
from paraplu_cli.output.figures import TITLES, amounts, told
from paraplu_cli.output.ring import lines_of
from paraplu_cli.places import written
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.register import Register
    from paraplu.register.membership import Member
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen


# So many entries are looked through by eye.
_NEWEST = 10


class Wanted(NamedTuple):
    """Of which year somebody wants to see figures and entries, and whether all."""

    year: int | None = None
    every: bool = False


def render(outcome: Outcome, code: str, screen: Screen, wanted: Wanted) -> str:
    """Return everything about a member, section by section."""
    register = outcome.report.register
    member = register.members.get(code)
    known = register.knows("members.permission", code)
    unknown = [screen.language.text("unknown")]
    sections = (
        (say("Permissions"), _permissions(member, screen) if known else unknown),
        (
            say("Figures, in {currency}", currency=outcome.report.books.currency),
            _years(outcome, code, screen, wanted),
        ),
        (say("Still open"), _standing(outcome, code, screen)),
        (say("Entries"), _entries(outcome, code, screen, wanted)),
        (say("What is missing"), _missing(outcome, code, screen)),
    )
    lines = list(_who(code, register, screen))
    for title, section in sections:
        lines += ["", screen.bold(screen.language.render(title)), *section]
    return "\n".join(lines).rstrip() + "\n"


def _who(code: str, register: Register, screen: Screen) -> Iterator[str]:
    said = screen.language.render
    member = register.members.get(code)
    if member is None:
        yield said(say("{member} is not in the register.", member=code))
        return
    names = " ".join(filter(None, [member.trade_name, f"({member.trade})"]))
    names = names if member.trade else member.trade_name
    yield screen.bold(printable(f"{code}  {names}".rstrip()))
    dates = []
    if register.knows("members.joined", code):
        for spell in member.spells:
            day, left = spell.period.start, spell.period.end
            back = say("came back on {day}", day=day)
            first = day == member.joined
            dates.append(said(say("joined on {day}", day=day) if first else back))
            if left and register.knows("members.left", code):
                dates.append(said(say("left on {day}", day=left)))
    if dates:
        yield " · ".join(dates)
    if any(one.member == code for one in register.unknown):
        yield said(
            say("The register has a fault here; what it makes unknown is not shown.")
        )


def _permissions(member: Member | None, screen: Screen) -> list[str]:
    language = screen.language
    if member is None or not member.permissions:
        return [language.text("None.")]
    columns = [
        TableColumn(language.text("from")),
        TableColumn(language.text("until")),
        TableColumn(language.text("decision")),
    ]
    rows = [
        [
            str(permission.period.start),
            str(permission.period.end or language.text("no end date")),
            printable(permission.reference),
        ]
        for permission in member.permissions
    ]
    return table(columns, rows, screen)


def _years(outcome: Outcome, code: str, screen: Screen, wanted: Wanted) -> list[str]:
    books, language = outcome.report.books, screen.language
    ring = books.rings.get(code) or Ring(code, {})
    years = [
        year
        for year in figures_by_year(books, code, end=books.today)
        if wanted.year in {None, year.begin.year}
    ]
    if not years:
        return [language.text("None.")]
    names = told(years)
    columns = [
        TableColumn(language.text("year")),
        *(TableColumn(language.render(TITLES[name]), right=True) for name in names),
        TableColumn(language.text("thermometer"), right=True),
    ]
    rows = [
        [
            str(year.begin.year),
            *(language.amount(amounts(year)[name]) for name in names),
            language.amount(ring.level(year.end)),
        ]
        for year in years
    ]
    return table(columns, rows, screen)


def _standing(outcome: Outcome, code: str, screen: Screen) -> list[str]:
    books, language = outcome.report.books, screen.language
    ring = books.rings.get(code) or Ring(code, {})
    standing = ring.standing(books.today)
    if not standing:
        return [language.text("None.")]
    columns = [
        TableColumn(language.text("account")),
        TableColumn(language.text("amount"), right=True),
    ]
    rows = [
        [printable(account.name), language.amount(natural(account, amount))]
        for account, amount in sorted(standing.items(), key=lambda item: item[0].name)
    ]
    return table(columns, rows, screen)


def _entries(outcome: Outcome, code: str, screen: Screen, wanted: Wanted) -> list[str]:
    """Return the newest entries, or all of them, the newest at the end."""
    language = screen.language
    every = list(lines_of(outcome.report.books, code, wanted.year))
    lines = every if wanted.every else every[-_NEWEST:]
    columns = [
        TableColumn(language.text("date")),
        TableColumn(language.text("payee"), rank=1),
        TableColumn(language.text("narration")),
        TableColumn(language.text("class"), rank=2),
        TableColumn(language.text("amount"), right=True),
        TableColumn(language.text("place"), rank=3),
    ]
    rows = [
        [
            str(line.date),
            printable(line.payee),
            printable(line.narration),
            printable(short(line.account)),
            language.amount(natural(line.account, line.amount)),
            printable(written(line.source)),
        ]
        for line in lines
    ]
    if not rows:
        return [language.text("None.")]
    older = len(every) - len(lines)
    words = counted(
        "{n} older line is not shown. See it with --entries.",
        "{n} older lines are not shown. See them with --entries.",
        older,
    )
    more = ["", *screen.wrapped(language.render(words), "", "  ")] if older else []
    return [*table(columns, rows, screen), *more]


def _missing(outcome: Outcome, code: str, screen: Screen) -> Iterator[str]:
    """Yield the findings on this member, and the waivers."""
    verdict = outcome.report.verdict
    mine = replace(
        outcome, findings=tuple(f for f in outcome.findings if f.member == code)
    )
    waived = tuple(waiver for waiver in verdict.waived if waiver.member == code)
    if not mine.findings and not waived:
        yield screen.language.text("Nothing.")
    yield from findings_text(mine, screen)
    yield from waivers_text(waived, screen)
