"""Lines that wait, for people: what each can be and why, and where it went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, printable, say
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.bookkeeping.bank_import.line import Allocation
    from paraplu.bookkeeping.waiting import Choice, Desk, PlacingStep, WaitingLine
    from paraplu_cli.screen import Screen


def listed(desk: Desk, screen: Screen) -> str:
    """Return all that waits, with what each can be."""
    lines = desk.waiting
    if not lines:
        return screen.language.text("Nothing waits.") + "\n"
    return "".join(
        shown_line(one, desk.candidates(one), place, len(lines), screen) + "\n"
        for place, one in enumerate(lines, 1)
    )


def shown_line(
    one: WaitingLine,
    candidates: Iterable[Allocation],
    place: int,
    many: int,
    screen: Screen,
) -> str:
    """Return a line with what it can be, each with its number."""
    booking, language = one.line.booking, screen.language
    said = (
        say("{n} of {all}", n=place, all=many),
        str(booking.date),
        booking.amount,
        printable(booking.payee) or printable(booking.narration),
    )
    lines = ["", screen.bold("  ".join(map(language.value, said)))]
    more = (booking.narration if booking.payee else "", booking.counterparty)
    lines += [f"  {printable(text)}" for text in more if text]
    file, line = one.transaction.source
    lines.append(f"  {shown(file)}:{line}")
    if one.doubtful or one.doubled:
        lines += screen.wrapped(printable(one.why), "  ", "  ")
    for number, candidate in enumerate(candidates, 1):
        lines.append(f"  {number}  {_where(candidate, screen)}")
        lines += screen.wrapped(language.render(candidate.why), " " * 5, " " * 5)
    return "\n".join(lines)


def also(choices: tuple[Choice, ...], screen: Screen) -> str:
    """Return the lines that a rule places as well."""
    said = counted(
        "This rule fits {n} other line that waits:",
        "This rule fits {n} other lines that wait:",
        len(choices),
    )
    return "\n".join([f"  {screen.language.render(said)}", *_placed(choices, screen)])


def placed(step: PlacingStep, screen: Screen) -> str:
    """Return where lines went, what was opened, and what the register says now."""
    lines = list(_placed(step.choices, screen))
    lines += [f"  {screen.language.render(one)}" for one in _beside(step)]
    return "\n".join(lines)


def placed_again(
    desk: Desk, step: PlacingStep, screen: Screen, *, dry_run: bool
) -> str:
    """Return what was placed without a question, or would be, each with why."""
    lines: list[str] = []
    for choice in step.choices:
        lines += _placed([choice], screen)
        why = screen.language.render(choice.allocation.why)
        lines += screen.wrapped(why, " " * 6, " " * 6)
    lines += [f"  {screen.language.render(one)}" for one in _beside(step)]
    left = len(desk.waiting) - (len(step.choices) if dry_run else 0)
    said = [counted("{n} line placed", "{n} lines placed", len(step.choices))]
    if dry_run:
        waits = counted("{n} line still waits.", "{n} lines still wait.", left)
        said += [waits, say("Dry run: nothing was written.")]
    lines += map(screen.language.render, said)
    return "\n".join(lines) + "\n"


def _beside(step: PlacingStep) -> Iterator[Message]:
    for account in step.opened:
        yield say("{account} was opened", account=account)
    if step.rule:
        whose = step.rule.match.member
        rule = say("{rule} in the register", rule=step.rule.words)
        if whose:
            yield say("{rule}, under {member}", rule=rule, member=whose)
        else:
            yield say("{rule}, under the cooperative", rule=rule)


def _placed(choices: Iterable[Choice], screen: Screen) -> Iterator[str]:
    """Yield a line for each choice: which it is, and where it went."""
    for one, allocation in choices:
        booking = one.line.booking
        said = (
            str(booking.date),
            screen.language.value(booking.amount),
            printable(booking.payee) or printable(booking.narration),
        )
        yield f"  → {'  '.join(said)}: {_where(allocation, screen)}"


def _where(allocation: Allocation, screen: Screen) -> str:
    """Return the accounts of an allocation; of more than one with their amounts."""
    links = "".join(f"  ^{printable(link)}" for link in allocation.links)
    if len(allocation.legs) == 1:
        return printable(allocation.account) + links
    legs = (
        f"{printable(leg.account)} {screen.language.value(leg.amount)}"
        for leg in allocation.legs
    )
    return " · ".join(legs) + links
