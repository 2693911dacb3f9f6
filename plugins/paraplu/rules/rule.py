"""What a rule is: a code, its weight, its words, and the function that judges.

Rules that look at the same thing are judged together, as a family: one function
yields the findings of all its codes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity
from paraplu.ledger.books import Books
from paraplu.register.model import Register

if TYPE_CHECKING:
    from paraplu.base.language import Message

Judge = Callable[[Books, Register], Iterable[Finding]]


class Needs(IntEnum):
    """How far one must have come for a rule to run; each needs what is before it."""

    TEXT = 1  # the text of the ledger, before anything of it is run
    LEDGER = 2  # the loaded ledger
    REGISTER = 3  # a register by which the books can be read


@dataclass(frozen=True)
class Rule:
    """One rule of the contract, section 5; a documentary rule can be waived.

    `reads` are the parts of the register without which it cannot judge, as in
    `paraplu.register.unknown`. Of the private register a rule takes what there is.
    """

    code: str
    severity: Severity
    title: Message
    waivable: bool = False
    reads: tuple[str, ...] = ()


@dataclass(frozen=True)
class Family:
    """Rules with the one function that judges them."""

    rules: tuple[Rule, ...]
    judge: Judge
    needs: Needs = Needs.REGISTER
