"""Approvals: who approved what is spent, on which day, and who was left out.

An `approved:` is who, then the day. The first name is the one who approved; what
follows a comma or “asked by” is about it, and a code by itself after a comma is of a
fellow who approved it as well. A sentence that denies is not an approval. Somebody who
is named as left out did not approve, and takes nothing from those who did.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.metadata import APPROVED
from paraplu.ledger.approval_words import (
    ABOUT,
    AND,
    ARTICLES,
    ASKS,
    BODY,
    BUT,
    CLAUSE,
    DENIES,
    ENDS,
    HARMLESS,
    HELPS,
    LEAVES_OUT,
    NEGATES,
    NOT,
    NOTHING,
    OUT,
    ROLE,
    WITHOUT,
    WORD,
)
from paraplu.register.seats import seated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register


class Approval(Struct, frozen=True):
    """Who approved, and when; `day` is None where no date can be read."""

    who: str
    day: dt.date | None


class Approvers:
    """Reads approvals by one register: who its members are, and who is its board."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._seats = [(_words(one.name.upper()), one.term) for one in register.seats]
        self._known = {code.upper(): code for code in register.members}
        people = (person.name.upper() for person in register.private.values())
        seats = (one.upper() for one in register.board)
        names = sorted({*self._known, *seats, *people} - {""}, key=len, reverse=True)
        either = "|".join(map(re.escape, names)) or r"(?!)"
        self._name = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
        self._read: dict[str, _Reading] = {}

    def denies(self, approval: Approval) -> bool:
        """Tell whether the words say that it was not approved, or by nobody."""
        return self._reading(approval).denies

    def own(self, approval: Approval, member: str) -> bool:
        """Tell whether only the member who spends approved it."""
        read, known = self._reading(approval), self._known
        code = next((known[word] for word in read.first if word in known), None)
        fellows = {known.get(" ".join(words)) for words in read.others}
        if fellows - {member, None}:
            return False
        person = self._register.private.get(member)
        name = WORD.findall(person.name.upper()) if person else []
        if code == member or bool(not code and name and _within(name, read.first)):
            names = self._others_on_board(read, member, approval.day)
            return not any(words in names for words in read.others)
        return False

    def known(self, approval: Approval, member: str) -> bool:
        """Tell whether somebody of the board approved it, beside the spender.

        Where the register names no board, anybody may approve. Somebody counts in the
        term that the register says, on the day of the approval.
        """
        if not self._seats:
            return True
        read = self._reading(approval)
        return _names_one(read, self._others_on_board(read, member, approval.day))

    def names(self, approval: Approval, seat: str) -> bool:
        """Tell whether an approval is of somebody on the board, or of it as one."""
        read = self._reading(approval)
        words = _words(seat.upper())
        if " ".join(words) in read.left:
            return False
        return _names_one(read, [words, *([word] for word in BODY)])

    def on_board(self, day: dt.date | None) -> tuple[str, ...]:
        """Return who is on the board on a day; without a day who ever was."""
        return seated(self._register.seats, day)

    def _others_on_board(
        self, read: _Reading, member: str, day: dt.date | None
    ) -> list[list[str]]:
        """Return how the board can be named that approved, but for the member.

        The board as one is no longer that where the word has a fellow beside it who is
        not on it.
        """
        seats = [
            words
            for words, term in self._seats
            if words != [member.upper()] and (day is None or day in term)
        ]
        left = [words for words in seats if " ".join(words) not in read.left]
        strangers = (
            word for word in read.first if word in self._known and [word] not in seats
        )
        if not left or any(strangers):
            return left
        return [*left, *([word] for word in BODY)]

    def _reading(self, approval: Approval) -> _Reading:
        if approval.who not in self._read:
            self._read[approval.who] = _Reading(approval.who, self._name)
        return self._read[approval.who]


class _Reading:
    """What the words of an approval say, to who knows the names in the register."""

    def __init__(self, who: str, name: re.Pattern[str]) -> None:
        self._text = NOT.sub(" NOT", " ".join(who.upper().split()))
        self._name = name

    @cached_property
    def left(self) -> frozenset[str]:
        """Who is named as left out, in capitals."""
        return frozenset(
            " ".join(_words(name))
            for part in self._left_out.finditer(self._text)
            for name in self._name.findall(part[0])
        )

    @property
    def _left_out(self) -> re.Pattern[str]:
        """What names somebody who was left out, as it is taken out of the words."""
        # With every name in it many times it takes long to make, and is seldom needed.
        if not LEAVES_OUT.search(self._text):
            return NOTHING
        name = self._name.pattern
        several = rf"{ROLE}{name}(?:\s*(?:,|&|\+|/|\bEN\b|\bAND\b)\s*{ROLE}{name})*"
        after = r"(?:(?!,|;|\)|\sEN\s|\sAND\s).)*"
        return re.compile(
            rf"(?<![\w-])(?:{BUT}):?\s+(?:\w+ (?:VAN|OF|BY|DOOR) )?{several}"
            rf"|(?<![\w-])OP\s+{several}\s+NA(?![\w-])"
            rf"|(?<![\w-])(?:NIET|NOT):?\s+{several}{ENDS}"
            rf"|{several}(?:\s+(?:{HELPS}))*\s+(?:{OUT})(?![\w-]){after}"
        )

    @cached_property
    def _rest(self) -> str:
        """The words without those who were left out."""
        return self._left_out.sub(self._unless_denied, self._text).strip(" ,;")

    def _unless_denied(self, part: re.Match[str]) -> str:
        """Return what stays of a part: all where it is the approval that it denies.

        After a comma it tells of one who was against, while others approved.
        """
        denied = DENIES.search(part[0]) or WITHOUT.search(part[0])
        beside = self._text[: part.start()].rstrip().endswith((",", ";", "("))
        return part[0] if denied and not beside else " "

    @cached_property
    def denies(self) -> bool:
        """Whether the words deny, or nobody is left who approved."""
        rest = self._rest
        if not WORD.search(rest) or ASKS.match(rest):
            return True
        if DENIES.search(rest) or WITHOUT.search(rest):
            return True
        return any(
            clause == "NO"
            or (
                NEGATES.search(clause)
                and not HARMLESS.search(clause)
                and not (self._name.search(clause) and not NEGATES.match(clause))
            )
            for clause in self._clauses()
        )

    def _clauses(self) -> Iterator[str]:
        yield from filter(None, map(str.strip, CLAUSE.split(self._rest)))

    @cached_property
    def _parts(self) -> list[list[str]]:
        who = ABOUT.split(self._rest, maxsplit=1)[0]
        return [words for part in AND.split(who) if (words := _words(part))]

    @property
    def first(self) -> list[str]:
        """The words of the part that comes first."""
        return self._parts[0] if self._parts else []

    @property
    def others(self) -> list[list[str]]:
        """The words of each part after that."""
        return self._parts[1:]


def _names_one(read: _Reading, names: list[list[str]]) -> bool:
    return any(words in names for words in read.others) or any(
        _within(name, read.first) for name in names
    )


def _words(text: str) -> list[str]:
    """Return the words of a text in capitals, without articles."""
    return [word for word in WORD.findall(text) if word not in ARTICLES]


def _within(part: list[str], words: list[str]) -> bool:
    starts = range(len(words) - len(part) + 1)
    return any(words[start : start + len(part)] == part for start in starts)


def approval_of(transaction: Transaction, position: int) -> Approval | None:
    """Return the approval of a posting, or else of its transaction, or None."""
    text = transaction.said(APPROVED, position)
    return None if text is None else read_approval(str(text))


def read_approval(text: str) -> Approval:
    """Return what an `approved:` says: who, then the day."""
    words = text.split()
    if len(words) > 1:
        try:
            day = dt.date.fromisoformat(words[-1])
            return Approval(" ".join(words[:-1]), day)
        except ValueError:
            pass
    return Approval(text, None)
