"""What somebody types at a line that waits: `1`, `1ha`, `L02 sales l`, a split."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.bookkeeping.invoices.meant import meant_number
from paraplu.bookkeeping.waiting import Part
from paraplu.journal import CannotBook

if TYPE_CHECKING:
    from collections.abc import Sequence

    from paraplu.bookkeeping.bank_import.line import Allocation

_RATES = {
    **dict.fromkeys(("h", "high", "hoog"), "high"),
    **dict.fromkeys(("l", "low", "laag"), "low"),
    **dict.fromkeys(("0", "none", "geen"), ""),
}
_ALWAYS = {"a", "always", "altijd"}
_NUMBER = re.compile(r"([1-9])([hl0]?)(a?)", re.ASCII)
_AMOUNT = re.compile(r"€?\d[\d.]*[.,]\d\d", re.ASCII)


@dataclass(frozen=True)
class TypedPart:
    """One part of an answer; `vat` is None where nothing was said of it."""

    words: str
    number: int | None = None
    amount: Decimal | None = None
    vat: str | None = None

    @property
    def is_plain(self) -> bool:
        """Tell whether it is a candidate as it stands."""
        return self.number is not None and self.amount is None and self.vat is None


@dataclass(frozen=True)
class TypedAnswer:
    """The parts of an answer, and whether it is to be always so."""

    parts: tuple[TypedPart, ...]
    always: bool = False


def read_answer(text: str) -> TypedAnswer:
    """Return what an answer says; the accounts in it may not be there."""
    parts, always = [], False
    for said in text.split("+"):
        words = said.split()
        vat: str | None = None
        number = amount = None
        if words and words[-1].casefold() in _ALWAYS and len(words) > 1:
            always = True
            words.pop()
        if len(words) > 1 and words[-1].casefold() in _RATES:
            vat = _RATES[words.pop().casefold()]
        for at in (0, -1):
            if len(words) > 1 and _AMOUNT.fullmatch(words[at]):
                amount = Decimal(meant_number(words.pop(at)))
                break
        found = _NUMBER.fullmatch("".join(words).casefold())
        if found:
            number = int(found[1])
            vat = _RATES[found[2]] if found[2] else vat
            always = always or bool(found[3])
        parts.append(TypedPart(" ".join(words), number, amount, vat))
    return TypedAnswer(tuple(parts), always)


def part_of(typed: TypedPart, candidates: Sequence[Allocation]) -> Part:
    """Return a part as it is placed; CannotBook for a number that nothing has."""
    if typed.number is None:
        return Part(typed.words, typed.amount, typed.vat or "")
    meant = candidate(typed.number, candidates)
    if meant.same:
        raise CannotBook(
            say(
                "{number} is of an entry that is booked already; it cannot be a part.",
                number=str(typed.number),
            )
        )
    if len(meant.links) > 1:
        raise CannotBook(
            say(
                "{number} is of several accounts by itself; it cannot be a part.",
                number=str(typed.number),
            )
        )
    vat = meant.vat if typed.vat is None else typed.vat
    return Part(meant.account, typed.amount, vat, meant.links, meant.why)


def candidate(number: int, candidates: Sequence[Allocation]) -> Allocation:
    """Return the candidate with a number; CannotBook where none has it."""
    if number > len(candidates):
        raise CannotBook(say("There is no {number} among these.", number=str(number)))
    return candidates[number - 1]
