"""What a rule is: a code, its weight, its words, and the function that judges.

Rules that look at the same thing are judged together, as a family: one function
yields the findings of all its codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import IntEnum
from typing import TYPE_CHECKING, TypedDict, Unpack

from msgspec import Struct

from paraplu.base.findings import Finding, Severity
from paraplu.ledger.books import Books
from paraplu.register.model import Register

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from paraplu.base.findings import Cause, Source
    from paraplu.base.language import Message

Judge = Callable[[Books, Register], Iterable[Finding]]


class Needs(IntEnum):
    """How far one must have come for a rule to run; each needs what is before it."""

    TEXT = 1  # the text of the ledger, before anything of it is run
    LEDGER = 2  # the loaded ledger
    REGISTER = 3  # a register by which the books can be read


class About(TypedDict, total=False):
    """What else a finding says: whose it is, and of which amount and day.

    `severity` is for the few that weigh less, or more, than their rule.
    """

    severity: Severity
    member: str | None
    amount: Decimal | None
    currency: str | None
    date: dt.date | None
    funds: tuple[str, ...]
    cause: Cause | None


class Rule(Struct, frozen=True):
    """One rule of the contract, section 5; a documentary rule can be waived.

    `reads` are the parts of the register without which it cannot judge, as in
    `paraplu.register.unknown`. Of the private register a rule takes what there is.
    """

    code: str
    severity: Severity
    title: Message
    waivable: bool = False
    reads: tuple[str, ...] = ()

    def found(
        self,
        message: Message,
        source: Source,
        hint: Message | None = None,
        **about: Unpack[About],
    ) -> Finding:
        """Return a breach of this rule at one place; the values are a finding's."""
        finding = Finding(self.code, self.severity, message, source, hint)
        return replace(finding, **about)


class Family(Struct, frozen=True):
    """Rules with the one function that judges them."""

    rules: tuple[Rule, ...]
    judge: Judge
    needs: Needs = Needs.REGISTER
