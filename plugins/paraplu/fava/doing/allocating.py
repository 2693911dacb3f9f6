"""Lines that wait get a place: one of the candidates, or what somebody names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.language import Message, counted, say
from paraplu.bookkeeping.waiting import Choice, Desk, Part
from paraplu.fava.doing.choosing import (
    WHOSE,
    AccountChoices,
    choices_on,
    has_small_scheme,
)
from paraplu.fava.doing.step import Bench, WorkQuestion, WorkStep
from paraplu.fava.doing.typed import amount_typed
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.bookkeeping.bank_import import OpenedLedger
    from paraplu.bookkeeping.bank_import.line import Allocation
    from paraplu.bookkeeping.waiting import WaitingLine
    from paraplu.bookkeeping.waiting.desk import PlacingStep


class PlaceLine(Struct, frozen=True, tag_field="do", tag="place"):
    """Place a line that waits.

    `number` is that of a candidate; without one the lists say where each part goes:
    whose it is, the account, the VAT in it, and how much. `always` writes a rule, and
    `also` tells whether what else it fits is placed too; empty where nobody knows yet.
    """

    line: str
    number: int = 0
    whose: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    vat: tuple[str, ...] = ()
    amount: tuple[str, ...] = ()
    always: bool = False
    also: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Return what is written; CannotBook where the line cannot go there."""
        desk = desk_of(bench)
        one = desk.line(self.line)
        allocation = self._allocation(desk, one, bench.books)
        rule = desk.always(one, allocation) if self.always else None
        choices = [Choice(one, allocation)]
        more = desk.also_by(rule, one) if rule else ()
        if more and not self.also:
            return _question(more)
        if self.also == "yes":
            choices += more
        step = desk.step(choices, rule)
        after = _next(desk, [choice.waiting.key for choice in choices], one)
        go, back = {"line": after}, {"line": one.key}
        return WorkStep(_said(step), step.changes, go=go, back=back)

    def _allocation(
        self, desk: Desk, one: WaitingLine, books: OpenedLedger
    ) -> Allocation:
        if self.number:
            found = desk.candidates(one)
            if self.number > len(found):
                raise CannotBook(
                    say("There is no {number} among these.", number=str(self.number))
                )
            return found[self.number - 1]
        if any(self.vat) and has_small_scheme(books.register, one.date):
            raise CannotBook(
                say(
                    "The small businesses scheme holds on {day}, so no VAT is booked "
                    "apart: choose none.",
                    day=one.date,
                )
            )
        return desk.parts(one, [*self._parts(choices_on(books, one.date))])

    def _parts(self, choices: AccountChoices) -> Iterator[Part]:
        every = zip(self.whose, self.kind, self.vat, self.amount, strict=False)
        parts = [part for part in every if part[1] or part[3].strip()]
        if not parts:
            raise CannotBook(say("Choose where this line goes."))
        for whose, kind, vat, amount in parts:
            if kind not in dict(choices.of_coop):
                if kind not in dict(choices.of_members):
                    raise CannotBook(say("Choose what each part is."))
                if whose not in dict(choices.members):
                    raise CannotBook(say("Choose which member it is of."))
            name = kind.replace(WHOSE, whose)
            yield Part(
                name, amount_typed(amount), vat if vat in {"high", "low"} else ""
            )


def desk_of(bench: Bench) -> Desk:
    """Return the desk of the books that are shown, made once for each load."""
    register = Path(bench.books.register.file)
    return bench.load.once(
        ("desk",), lambda _: Desk(bench.books, register, suggest=True)
    )


def _next(desk: Desk, gone: Iterable[str], one: WaitingLine) -> str:
    """Return the key of the line after one, or of the first that is left."""
    keys = [line.key for line in desk.waiting]
    out = set(gone)
    later = keys[keys.index(one.key) + 1 :]
    return next((key for key in [*later, *keys] if key not in out), "")


def _said(step: PlacingStep) -> Message:
    (first, *more) = step.choices
    booking = first.waiting.line.booking
    said = say(
        "{date}, {amount} {payee} is placed on {account}.",
        date=booking.date,
        amount=booking.amount,
        payee=booking.payee or booking.narration,
        account=first.allocation.account,
    )
    if more:
        others = counted("{n} other line", "{n} other lines", len(more))
        said = say("{said} The rule placed {others} too.", said=said, others=others)
    elif step.rule:
        said = say("{said} The rule is in the register.", said=said)
    return said


def _question(more: tuple[Choice, ...]) -> WorkQuestion:
    said = counted(
        "This rule fits {n} other line that waits:",
        "This rule fits {n} other lines that wait:",
        len(more),
    )
    lines = tuple(
        say(
            "{date}  {amount}  {payee}: {account}",
            date=one.waiting.date,
            amount=one.waiting.amount,
            payee=one.waiting.line.booking.payee or one.waiting.line.booking.narration,
            account=one.allocation.account,
        )
        for one in more
    )
    answers = (
        ("yes", say("Place these too")),
        ("no", say("Only this one, and write the rule")),
    )
    return WorkQuestion(said, lines, "also", answers)
