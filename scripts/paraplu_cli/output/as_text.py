"""A check for people: proof, findings, waivers, thermometers, and how many of each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.base.language import Message, counted, in_days, printable, say
from paraplu.rules import RULES
from paraplu_cli.output.approval_trail import trail_text
from paraplu_cli.output.proof import proof
from paraplu_cli.output.thermometers import thermometers
from paraplu_cli.places import place, shown, written
from paraplu_cli.table import TableColumn, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.rules.verdict import Waived
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen


# So few can be counted by eye.
_FEW = 10


def render(outcome: Outcome, screen: Screen) -> str:
    """Return the text of a check."""
    lines = [
        *(line for said in proof(outcome) for line in _of_proof(said, screen)),
        "",
        *findings_text(outcome, screen),
        *waivers_text(outcome.report.verdict.waived, screen),
        *(trail_text(outcome, screen) if outcome.trail else ()),
        *thermometers(outcome, screen),
        *per_rule(outcome, screen),
        *closing(outcome, screen),
    ]
    return "\n".join(lines) + "\n"


def _of_proof(said: str, screen: Screen) -> list[str]:
    """Return a line of the proof; a row of sums is no sentence, and may be wider."""
    fits = screen.width is None or len(said) <= screen.width
    row = "  " in said
    return [said] if row and fits else screen.wrapped(said, "", "  ")


def findings_text(outcome: Outcome, screen: Screen) -> Iterator[str]:
    """Yield the lines of the findings, each followed by an empty one.

    Of each rule there are `most` of the outcome, where it has that.

    The first finding of each code says where to read more.
    """
    told: Counter[str] = Counter()
    for finding in outcome.findings:
        told[finding.code] += 1
        if outcome.most and told[finding.code] > outcome.most:
            continue
        yield _heading(outcome, finding, screen)
        yield from screen.wrapped(screen.language.render(finding.message), "  ", "  ")
        more = "" if told[finding.code] > 1 else f"paraplu explain {finding.code}"
        yield from _hint(finding.hint, more, screen)
        yield ""


def _heading(outcome: Outcome, finding: Finding, screen: Screen) -> str:
    where = written(place(finding, outcome.report.books.main))
    parts = [
        printable(where),
        screen.bold(finding.code),
        screen.weight(finding.severity),
        printable(finding.member or ""),
    ]
    if finding.amount is not None:
        amount = screen.language.amount(finding.amount)
        parts.append(f"{amount} {finding.currency or ''}".rstrip())
    return "  ".join(part for part in parts if part)


def _hint(hint: Message | None, more: str, screen: Screen) -> list[str]:
    text = screen.language.render(hint) if hint else ""
    if not text:
        return screen.wrapped(more, "  ", "  ")
    lines = screen.wrapped(text, "  → ", "    ")
    if more:
        joined = f"{lines[-1]}   {more}"
        lines[-1:] = (
            [joined] if len(joined) <= screen.prose else [lines[-1], f"    {more}"]
        )
    return lines


def waivers_text(waived: tuple[Waived, ...], screen: Screen) -> Iterator[str]:
    """Yield the lines of the waivers, and an empty one; none where there are none."""
    language = screen.language
    if not waived:
        return
    yield screen.bold(language.text("Waivers"))
    for waiver in waived:
        where = written(waiver.source._replace(file=shown(waiver.source.file)))
        parts = [where, waiver.code, waiver.member or "", _age(screen, waiver.days)]
        yield "  " + "  ".join(printable(part) for part in parts if part)
        yield from screen.wrapped(printable(waiver.reason), "    ", "    ")
    yield ""


def _age(screen: Screen, days: int) -> str:
    return screen.language.render(in_days(days))


def per_rule(outcome: Outcome, screen: Screen) -> Iterator[str]:
    """Yield how many findings each rule has, and an empty line; for many of them."""
    said = screen.language.render
    number = Counter(finding.code for finding in outcome.findings)
    if number.total() <= _FEW:
        return
    columns = (
        TableColumn(said(say("rule"))),
        TableColumn(said(say("findings")), right=True),
        TableColumn(said(say("title"))),
    )
    rows = [
        (code, screen.language.whole(n), said(RULES[code].title))
        for code, n in number.most_common()
    ]
    yield from table(columns, rows, screen)
    hidden = sum(max(n - (outcome.most or n), 0) for n in number.values())
    if hidden:
        more = counted(
            "{n} finding is not shown. See it with --all.",
            "{n} findings are not shown. See them with --all.",
            hidden,
        )
        yield from screen.wrapped(said(more), "", "  ")
    yield ""


def closing(outcome: Outcome, screen: Screen) -> list[str]:
    """Return the lines of what it comes to."""
    said = _closing(outcome, screen)
    return [line for one in said for line in screen.wrapped(one, "", "  ")]


def _closing(outcome: Outcome, screen: Screen) -> list[str]:
    """Return what it comes to: the counts, or that all is well."""
    language = screen.language
    number = Counter(finding.severity for finding in outcome.findings)
    counts = (
        language.render(counted("{n} error", "{n} errors", number[Severity.ERROR])),
        language.render(
            counted("{n} warning", "{n} warnings", number[Severity.WARNING])
        ),
        language.render(counted("{n} signal", "{n} signals", number[Severity.SIGNAL])),
    )
    parts = [said for said, one in zip(counts, Severity, strict=True) if number[one]]
    if waived := outcome.report.verdict.waived:
        parts.append(_waived(waived, screen))
    lines = [" · ".join(parts)] if parts else []
    if not outcome.findings:
        lines.insert(0, language.render(_all_well(outcome)))
    elif outcome.since is not None:
        lines.append(
            language.render(
                say(
                    "These are new since {revision}. Older findings not shown: {old}.",
                    revision=outcome.since,
                    old=_older(outcome),
                )
            )
        )
    return lines


def _waived(waived: tuple[Waived, ...], screen: Screen) -> str:
    """Return how many waivers there are, and how old the oldest is."""
    language = screen.language
    oldest = max(waived, key=lambda waiver: waiver.days)
    about = f"{oldest.code}, {_age(screen, oldest.days)}"
    if len(waived) > 1:
        about = language.render(say("oldest {waiver}", waiver=about))
    number = language.render(counted("{n} waived", "{n} waived", len(waived)))
    return f"{number} ({about})"


def _all_well(outcome: Outcome) -> Message:
    if outcome.since is not None:
        return say(
            "Nothing is new since {revision}. Older findings not shown: {old}.",
            revision=outcome.since,
            old=_older(outcome),
        )
    return say("All is well: no rule found anything wrong.")


def _older(outcome: Outcome) -> int:
    return len(outcome.report.verdict.findings) - len(outcome.findings)
