"""Requests to spend: asked for a member, and decided on by the board."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.language import say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.membership.requesting import decide_change, request_change
from paraplu.bookkeeping.spending_requests import (
    BoardAnswer,
    BoardDecision,
    RequestFor,
    read_requests,
)
from paraplu.fava.doing.step import Bench, WorkQuestion, WorkStep
from paraplu.fava.doing.typed import amount_typed
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from paraplu.register.model import Register

_LONGEST = 500


class DecideRequest(Struct, frozen=True, tag_field="do", tag="decide"):
    """What the board decides on a request: who, yes or no, how much of it, and why."""

    request: str
    by: str
    verdict: BoardAnswer
    amount: str = ""
    note: str = ""
    sure: str = ""

    def perform(self, bench: Bench) -> WorkStep | WorkQuestion:
        """Return what is written; a yes to more than the member has is asked about.

        CannotBook where this is nobody's to decide.
        """
        register = bench.books.register
        known = read_requests(bench.main.parent).by_number.get(self.request)
        if known is None:
            raise CannotBook(say("This request is not there any more."))
        if self.by not in deciders(register, known.member):
            raise CannotBook(
                say(
                    "Choose who decides: somebody on the board who does not spend the "
                    "money."
                )
            )
        yes = self.verdict is BoardAnswer.YES
        decision = BoardDecision(
            self.verdict,
            self.by,
            bench.today,
            amount_typed(self.amount) if yes else None,
            one_line(self.note),
        )
        change = decide_change(known, decision, register)
        allowed = (decision.amount or known.amount) if yes else ZERO
        has = member_has(bench, known.member)
        if allowed > has and self.sure != "yes":
            said = say(
                "{member} has {has} left on {day}, and this is {amount}.",
                member=known.member,
                has=has,
                day=bench.today,
                amount=allowed,
            )
            answers = (("yes", say("Approve it all the same")),)
            return WorkQuestion(said, (), "sure", answers)
        said = (
            say("{number} is approved by {who}.", number=known.number, who=self.by)
            if yes
            else say("{number} is refused by {who}.", number=known.number, who=self.by)
        )
        return WorkStep(said, (change,) if change else ())


class AskRequest(Struct, frozen=True, tag_field="do", tag="ask"):
    """What a member asks money for, to be decided on."""

    member: str
    purpose: RequestFor
    amount: str
    what: str
    why: str = ""

    def perform(self, bench: Bench) -> WorkStep:
        """Return what is written; CannotBook where it says too little."""
        if self.member not in bench.books.register.members:
            raise CannotBook(say("Choose which member it is of."))
        amount = amount_typed(self.amount)
        if amount is None or not self.what.strip():
            raise CannotBook(say("Say for what the money is, and how much."))
        ledger = bench.main.parent
        number, change = request_change(
            read_requests(ledger),
            ledger,
            member=self.member,
            asked=bench.today,
            purpose=self.purpose,
            amount=amount,
            what=one_line(self.what),
            why=one_line(self.why),
        )
        said = say("{number} waits for the board.", number=number)
        return WorkStep(said, (change,) if change else ())


def member_has(bench: Bench, member: str) -> Decimal:
    """Return what is left for the business and for training of a member today (EUR).

    That is the thermometer; nil where the books have nothing of the member.
    """
    ring = bench.books.books.rings.get(member)
    return ring.level(bench.today) if ring else ZERO


def deciders(register: Register, spender: str) -> Sequence[str]:
    """Return who may decide on what a member spends: never the member alone."""
    every = register.board or tuple(register.members)
    return tuple(one for one in every if one != spender)


def one_line(text: str) -> str:
    """Return what somebody typed as one line, cut where it is far too long."""
    return " ".join(text.split())[:_LONGEST]
