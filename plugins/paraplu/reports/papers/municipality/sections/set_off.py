"""The set-off pro forma in rows, with the law behind each, and the estimates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.dates import Month
from paraplu.base.dutch_law.exemptions import ARTICLE_34A, EXEMPTIONS
from paraplu.base.language import counted, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.documents.words import day_said
from paraplu.reports.papers.blocks import (
    Column,
    Fact,
    Facts,
    Row,
    RowRole,
    Sentences,
    Table,
)
from paraplu.reports.papers.model import Section
from paraplu.reports.papers.values import CellKind, NotKnown

if TYPE_CHECKING:
    from decimal import Decimal

    from paraplu.base.language import Message
    from paraplu.bookkeeping.benefit.pro_forma import MonthSetOff, SetOff
    from paraplu.register.benefit import Granted
    from paraplu.reports.papers.blocks import Block
    from paraplu.reports.papers.municipality.head import ReportHead
    from paraplu.reports.papers.municipality.report import MunicipalityReport
    from paraplu.reports.papers.values import Cell

_YES, _NO = say("yes"), say("no: ask the client manager")
_NO_RULE = say("none")
_HUNDRED = 100


def set_off(report: MunicipalityReport) -> Section:
    """Return what might be set off, by month, and by which law."""
    blocks: list[Block] = [_decides(report.head), Facts("forfait", _forfaits(report))]
    blocks += [_months(report), _law(report)]
    if report.estimates:
        blocks.append(_estimates(report))
    return Section("set_off", say("What might be set off"), tuple(blocks))


def _forfaits(report: MunicipalityReport) -> tuple[Fact, ...]:
    """Return what is taken off for taxes, by each agreement of the period."""
    found: list[Fact] = []
    shares = [one.tax_forfait * _HUNDRED for one in report.head.agreements] or [ZERO]
    for n, share in enumerate(shares):
        if not n:
            said = say("Taken off for taxes")
            found.append(Fact("forfait", said, share, CellKind.PERCENT))
        elif share != shares[n - 1]:
            start = day_said(report.head.agreements[n].start)
            said = say("Taken off for taxes from {day}", day=start)
            found.append(Fact(f"forfait-{n + 1}", said, share, CellKind.PERCENT))
    return tuple(found)


def _decides(head: ReportHead) -> Sentences:
    """Return who decides, and by which law the months of the period are."""
    first, last = head.period.first, head.period.last
    begins = day_said(ARTICLE_34A)
    new = say(
        "On {day} article 34a of the Participatiewet takes the place of exemptions n, "
        "r and y.",
        day=begins,
    )
    if first >= ARTICLE_34A:
        new = say(
            "Since {day} article 34a of the Participatiewet counts, in the place of "
            "exemptions n, r and y.",
            day=begins,
        )
    elif last >= ARTICLE_34A:
        new = say(
            "From {day} on months are by article 34a of the Participatiewet, those "
            "before by exemptions n, r and y.",
            day=begins,
        )
    sentences = [
        say(
            "The municipality decides. This is what the law would give with these "
            "figures, month by month; it is not a decision."
        ),
        new,
    ]
    if first < ARTICLE_34A and last.year >= ARTICLE_34A.year - 1:
        # 2026 is the year in which municipalities may go ahead.
        sentences.append(
            say(
                "A municipality may already work by article 34a in {year}: ask the "
                "client manager.",
                year=str(ARTICLE_34A.year - 1),
            )
        )
    return Sentences("decides", tuple(sentences))


_MONEY = (
    Column("result", say("Result"), CellKind.MONEY),
    Column("deducted", say("Spending taken off"), CellKind.MONEY),
    Column("forfait", say("For taxes"), CellKind.MONEY),
    Column("income", say("Income that counts"), CellKind.MONEY),
    Column("exempt", say("Left out of account"), CellKind.MONEY),
    Column("to_set_off", say("Might be set off"), CellKind.MONEY),
)


def _months(report: MunicipalityReport) -> Table:
    rows = [Row(str(one.month), _cells(one)) for one in report.set_offs]
    if len(rows) > 1:
        rows.append(Row("total", _total(report), RowRole.TOTAL))
    return Table(
        "months",
        say("Month by month, in euros"),
        (
            Column("month", say("Month")),
            *_MONEY,
            Column("rule", say("Exemption")),
            Column("used", say("Months used"), CellKind.NUMBER),
        ),
        tuple(rows),
        say("The period has no whole month in it."),
    )


def _cells(one: MonthSetOff) -> tuple[Cell, ...]:
    open_ = NotKnown(one.why) if one.why else None
    income, found = one.considered, one.set_off
    amounts: tuple[Cell, ...] = (open_,) * 4
    if income:
        amounts = (income.result, income.deducted, income.forfait, income.income)
    if found is None:
        kind = one.granted.kind.value if one.granted else None
        return (str(one.month), *amounts, open_, open_, kind, None)
    rule = found.rule
    return (
        str(one.month),
        *amounts,
        found.exempt,
        found.to_set_off,
        rule.kind.value if rule else _NO_RULE,
        found.used if rule and rule.months else None,
    )


def _total(report: MunicipalityReport) -> tuple[Cell, ...]:
    whys = [one.why for one in report.set_offs if one.why]
    if whys:
        return (say("Together"), *((NotKnown(whys[0]),) * 6), None, None)
    incomes = [one.considered for one in report.set_offs if one.considered]
    found = [one.set_off for one in report.set_offs if one.set_off]

    def added(amounts: list[Decimal]) -> Decimal:
        return sum(amounts, ZERO)

    return (
        say("Together"),
        added([one.result for one in incomes]),
        added([one.deducted for one in incomes]),
        added([one.forfait for one in incomes]),
        added([one.income for one in incomes]),
        added([one.exempt for one in found]),
        added([one.to_set_off for one in found]),
        None,
        None,
    )


def _law(report: MunicipalityReport) -> Table:
    """Return each rule that was used, with its source; one row for each maximum.

    A decision by which nothing could be worked out is there too, and stays open.
    """
    used: dict[tuple[str, Decimal | None, str], SetOff] = {}
    unused: dict[Month, tuple[Granted, Message]] = {}
    for month in report.set_offs:
        found, granted = month.set_off, month.granted
        if found and found.rule and granted:
            most = found.most.value if found.most else None
            source = found.most.source if found.most else found.rule.source
            used.setdefault((found.rule.article, most, source), found)
        elif granted and month.why:
            unused.setdefault(granted.first, (granted, month.why))
    shown = {id(found.granted) for found in used.values()}
    rows = [_rule(found, source) for (_, _, source), found in used.items()]
    rows += [_open(*one) for one in unused.values() if id(one[0]) not in shown]
    notes: list[Message] = []
    for found in used.values():
        if found.rule:
            notes.append(found.rule.condition)
            notes += [found.rule.again] if found.rule.again else []
            notes += _from_before(found)
    return Table(
        "law",
        say("The law behind it"),
        (
            Column("article", say("Article")),
            Column("share", say("Part"), CellKind.PERCENT),
            Column("most", say("Most in a month"), CellKind.MONEY),
            Column("from", say("In force from"), CellKind.DAY),
            Column("term", say("Term")),
            Column("decision", say("Decision")),
            Column("source", say("Source")),
            Column("verified", say("Verified")),
        ),
        tuple(Row(f"law-{n}", cells) for n, cells in enumerate(rows, 1)),
        say("No exemption was decided for these months.")
        if report.set_offs
        else say("There is no whole month to work out."),
        tuple(dict.fromkeys(notes)),
    )


def _from_before(found: SetOff) -> list[Message]:
    """Return what to know of a decision that is older than the article."""
    rule, granted = found.rule, found.granted
    if rule is None or granted is None or not rule.consecutive:
        return []
    if granted.first >= Month.of(rule.begins):
        return []
    return [
        say(
            "The decision is from {month} on, before the article was law. Months "
            "before {day} count as used only where the register says so (`used:`): ask "
            "the client manager.",
            month=granted.first,
            day=day_said(rule.begins),
        )
    ]


def _open(granted: Granted, why: Message) -> tuple[Cell, ...]:
    rule = EXEMPTIONS[granted.kind]
    open_ = NotKnown(why)
    decision = granted.reference or say("no reference")
    return (rule.article, *((open_,) * 3), None, decision, rule.source, None)


def _rule(found: SetOff, source: str) -> tuple[Cell, ...]:
    rule, granted = found.rule, found.granted
    if rule is None or granted is None:
        raise ValueError("a row of law needs a rule")
    return (
        rule.article,
        rule.share * _HUNDRED,
        found.most.value if found.most else say("no maximum"),
        found.most.start if found.most else rule.start,
        _term(rule.months, consecutive=rule.consecutive),
        granted.reference or say("no reference"),
        source,
        _YES if found.verified else _NO,
    )


def _term(months: int | None, *, consecutive: bool) -> Message:
    if months is None:
        return say("no term")
    if consecutive:
        return counted("{n} month in a row", "{n} months in a row", months)
    return counted("{n} month", "{n} months", months)


def _estimates(report: MunicipalityReport) -> Table:
    rows = [
        Row(
            str(one.estimate.month),
            (
                str(one.estimate.month),
                one.estimate.sent,
                one.estimate.income,
                one.actual,
                one.difference,
            ),
        )
        for one in report.estimates
    ]
    return Table(
        "estimates",
        say("What was expected, and what it became, in euros"),
        (
            Column("month", say("Month")),
            Column("sent", say("Handed in"), CellKind.DAY),
            Column("estimate", say("Estimate"), CellKind.MONEY),
            Column("actual", say("Income that counts"), CellKind.MONEY),
            Column("difference", say("Difference"), CellKind.MONEY, signed=True),
        ),
        tuple(rows),
    )
