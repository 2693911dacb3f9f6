"""What of a statement is new, and what the books have: by key, text, or as a twin."""

from __future__ import annotations

from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import LANGUAGES, Language, Listing, Message, say
from paraplu.base.metadata import BANK_REF
from paraplu.bookkeeping.bank_import.line import ImportLine
from paraplu.bookkeeping.bank_import.retold import (
    EntryWords,
    booked_words,
    linked,
    retold,
    to_say,
)
from paraplu.bookkeeping.bank_import.twins import (
    NO_TWINS,
    AccountHeld,
    BookedLine,
    by_hand,
    twins,
)
from paraplu.bookkeeping.bank_import.two_reports import told_twice
from paraplu.journal.ledger_text import quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence
    from decimal import Decimal

    from nl_banks import Statement
    from nl_banks.known import Mark
    from paraplu.bookkeeping.bank_import.known import BookedLines, LineAnswers
    from paraplu.journal.draft import PendingEntries

_MOST_NAMED = 3
_TOLD_TWICE = say(
    "its receipt is booked from the provider's other report, for another amount: take "
    "out what is there twice"
)


class Changed(NamedTuple):
    """A line that the books have under another key, and what they said of it.

    `updated` tells that its entry says from now on what the bank says.
    """

    line: ImportLine
    before: EntryWords
    updated: bool


class Fresh(NamedTuple):
    """A line that the books do not have under its key.

    `doubt` says what they may have of it all the same; then a person has to look.
    """

    line: ImportLine
    doubt: Message | None = None


class Recognised(NamedTuple):
    """The lines that are new, or may be, and those that the bank changed."""

    fresh: list[Fresh]
    changed: tuple[Changed, ...]


class Recognising:
    """Finds what is new in the statements of one account, one after the other."""

    def __init__(
        self,
        booked: BookedLines,
        draft: PendingEntries,
        stood: Callable[[dt.date], Decimal],
        asserted: Callable[[dt.date], Decimal | None],
    ) -> None:
        self._booked, self._draft = booked, draft
        self._held = AccountHeld(stood, asserted, booked.on)

    def of(self, statement: Statement, lines: Sequence[ImportLine]) -> Recognised:
        """Return what is new of a statement; entries of changed lines are redrafted."""
        answers = self._booked.answers(lines, statement.bookings)
        unknown = [n for n, one in enumerate(answers.of_lines) if one is None]
        other = told_twice(statement, lines, unknown, answers.left)
        unknown = [n for n in unknown if n not in other.known]
        same = NO_TWINS
        if answers.left:
            afters = _afters(statement, lines)
            same = twins(lines, unknown, afters, answers.left, self._held)
        changed = tuple(
            self._changed(statement, lines[n], one)
            for n, one in sorted(same.found.items())
        )
        return Recognised(
            [
                Fresh(
                    lines[n],
                    _TOLD_TWICE
                    if n in other.doubtful
                    else _doubt(lines[n], answers, same.asked.get(n, ())),
                )
                for n in unknown
                if n not in same.found
            ],
            changed,
        )

    def link(self, key: str, link: str) -> None:
        """Have the entry of a line have a link: that of what takes it back."""
        for part in self._booked.with_key(key):
            lines = self._draft.lines_of(Path(part.source.file))
            begin = part.source.line - 1
            lines[begin] = linked(lines, begin, link) or lines[begin]
        for blocks in self._draft.blocks.values():
            for n, block in enumerate(blocks):
                if f"{BANK_REF}: {quoted(key)}" in block.text:
                    lines = block.text.splitlines(keepends=True)
                    lines[0] = linked(lines, 0, link) or lines[0]
                    blocks[n] = block._replace(text="".join(lines))

    def _changed(
        self, statement: Statement, line: ImportLine, booked: BookedLine
    ) -> Changed:
        before = booked_words(booked.parts[0])
        told = [self._tell(part, line, statement) for part in booked.parts]
        return Changed(line, before, all(told))

    def _tell(self, part: Mark, line: ImportLine, statement: Statement) -> bool:
        """Have the entry of a line say what the bank says; False where it stays."""
        later = line.booking.date <= self._booked.last < statement.bookings[-1].date
        old, new = booked_words(part), to_say(part, line, statement, later=later)
        if new is None:
            return False
        if new.also:
            self._booked.know_as(new.key, new.also)
        is_kept = new.key == old.key
        if isinstance(part.line, ImportLine):
            self._retell_drafted(old, new)
            if not is_kept:
                self._booked.retell(part, line)
            return not is_kept
        source = part.line.source
        if not Path(source.file).is_file():
            return False
        lines = self._draft.lines_of(Path(source.file))
        begin = source.line - 1
        entry = retold(lines, begin, old, new)
        if not self._draft.may_change(part.date, "".join(entry)):
            # Nothing is changed in a closed period, be it only a text.
            return False
        if entry:
            lines[begin : begin + len(entry)] = entry
        return bool(entry) and not is_kept

    def _retell_drafted(self, old: EntryWords, new: EntryWords) -> None:
        for blocks in self._draft.blocks.values():
            for n, block in enumerate(blocks):
                entry = retold(block.text.splitlines(keepends=True), 0, old, new)
                if entry:
                    blocks[n] = block._replace(text="".join(entry))


def _afters(
    statement: Statement, lines: Sequence[ImportLine]
) -> Sequence[Decimal | None]:
    """Return what stood on the account after each line, as far as the file tells."""
    afters = [booking.after for booking in statement.bookings]
    closing = statement.closing
    if None not in afters or closing is None or closing.date < lines[-1].booking.date:
        return afters
    back = accumulate((-line.moved for line in lines[:0:-1]), initial=closing.amount)
    return [*back][::-1]


def _doubt(
    line: ImportLine, answers: LineAnswers, asked: Iterable[BookedLine]
) -> Message | None:
    """Return what a line may be that is booked already, if it may."""
    changed = tuple(_told(one.parts[0]) for one in asked)[:_MOST_NAMED]
    if changed:
        return _maybe_changed(Listing(changed))
    if not answers.by_hand:
        return None
    hand = tuple(map(_told, by_hand(line, answers.by_hand)))[:_MOST_NAMED]
    if hand:
        return _maybe_by_hand(Listing(hand))
    return None


def _maybe_changed(booked: Listing) -> Message:
    return say(
        "the bank may have changed a line that is booked: {booked}. If it is one of "
        "these, take this entry out, and give that one this bank-ref",
        booked=booked,
    )


def _maybe_by_hand(booked: Listing) -> Message:
    return say(
        "it may be booked already, without bank-ref: {booked}. If so, take this entry "
        "out, and give that one this bank-ref",
        booked=booked,
    )


# How `allocated:` of a line begins that the books may have already, in each language.
DOUBTS = tuple(
    Language(code).text(doubt(Listing(())).template).partition("{")[0]
    for code in LANGUAGES
    for doubt in (_maybe_changed, _maybe_by_hand)
)


def _told(mark: Mark) -> Message:
    words = booked_words(mark)
    text = ", ".join(filter(None, (words.payee, words.narration)))
    return say("{date} “{text}”", date=mark.date, text=text)
