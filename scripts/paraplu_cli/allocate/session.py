"""A session at the terminal: line after line, each placed as soon as it is answered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from paraplu.base.interrupts import Interrupted
from paraplu.base.language import say
from paraplu.bookkeeping.waiting import Choice
from paraplu.journal import CannotBook
from paraplu_cli.allocate.answers import candidate, part_of, read_answer
from paraplu_cli.asking import Asker
from paraplu_cli.output import waiting_text

if TYPE_CHECKING:
    from paraplu.base.language import Message
    from paraplu.bookkeeping.bank_import.line import Allocation
    from paraplu.bookkeeping.waiting import Desk, WaitingLine
    from paraplu_cli.allocate.answers import TypedAnswer
    from paraplu_cli.screen import Screen

_STOP = {"q", "quit", "stop"}


class AllocationSession:
    """Asks of each line that waits where it belongs, and writes what is answered."""

    def __init__(self, desk: Desk, screen: Screen) -> None:
        self._desk = desk
        self._screen = screen
        self._asker = Asker(screen.language)

    def run(self) -> None:
        """Go through the lines; CannotBook where the books changed meanwhile.

        Interrupted where somebody pressed Ctrl-C: what was placed stays placed.
        """
        lines = self._desk.waiting
        try:
            for place, one in enumerate(lines, 1):
                # “Always so” may have placed it.
                if one in self._desk.waiting and not self._line(one, place, len(lines)):
                    break
        except (KeyboardInterrupt, click.Abort) as stop:
            if not sys.stdin.isatty() and isinstance(stop, click.Abort):
                return
            raise Interrupted(
                say("Interrupted. What you placed before is in the books.")
            ) from stop

    def _line(self, one: WaitingLine, place: int, many: int) -> bool:
        """Show a line and place it, or leave it; tell whether to go on."""
        found = self._desk.candidates(one)
        self._tell(waiting_text.shown_line(one, found, place, many, self._screen))
        while True:
            answer = self._asked().strip()
            if not answer:
                return True
            if answer.casefold() in _STOP:
                return False
            try:
                if answer == "?":
                    self._say(_HELP)
                else:
                    self._place(one, read_answer(answer), found)
                    return True
            except _Refused as fault:
                self._say(fault.message)

    def _asked(self) -> str:
        words = self._screen.language.text("Where (number, account, ?)")
        answer: str = click.prompt(words, default="", show_default=False, err=True)
        return answer

    def _place(
        self, one: WaitingLine, answer: TypedAnswer, found: tuple[Allocation, ...]
    ) -> None:
        """Write what was answered; _Refused where it cannot be meant."""
        desk = self._desk
        try:
            first = answer.parts[0]
            if len(answer.parts) == 1 and first.is_plain and first.number:
                allocation = candidate(first.number, found)
            else:
                parts = [part_of(typed, found) for typed in answer.parts]
                allocation = desk.parts(one, parts)
            rule = desk.always(one, allocation) if answer.always else None
            choices = [Choice(one, allocation)]
            step = desk.step(choices, rule)
        except CannotBook as fault:
            raise _Refused(fault.message) from fault
        also = desk.also_by(rule, one) if rule else ()
        if also:
            self._tell(waiting_text.also(also, self._screen))
            if self._asker.agrees(say("Place these too (y/n)")):
                step = desk.step([*choices, *also], rule)
        desk.write(step)
        self._tell(waiting_text.placed(step, self._screen))

    def _tell(self, text: str) -> None:
        click.echo(text, err=True)

    def _say(self, message: Message) -> None:
        text = self._screen.language.render(message)
        self._tell("\n".join(self._screen.wrapped(text, "  ", "  ")))


class _Refused(Exception):  # noqa: N818 - the answer, not the code
    """An answer cannot be meant; `message` says why. The next one may be."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


_HELP = say(
    "Type a number of the list, or an account by how its words begin, such as L02 "
    "sales. Behind it h is high VAT, l is low VAT, 0 is none; a is “always so”. A "
    "split has + between its parts: 10.00 L02 sales h + L03 sales. Enter leaves the "
    "line for later, and q stops."
)
