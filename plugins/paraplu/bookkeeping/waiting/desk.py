"""The desk where waiting lines are placed: what waits, what it can be, and writing.

All that one choice writes, in the ledger and in the register, is written as one step,
and refused where somebody changed one of the files since they were read.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Language, Message, say
from paraplu.bookkeeping.bank_import import open_ledger
from paraplu.bookkeeping.bank_import.clearing import clearing_of
from paraplu.bookkeeping.bank_import.line import Allocation
from paraplu.bookkeeping.bank_import.matching import MatchRule, Rules
from paraplu.bookkeeping.waiting.always import rule_for, with_rule
from paraplu.bookkeeping.waiting.amending import with_key, with_links
from paraplu.bookkeeping.waiting.answer import Part, account_meant, shares
from paraplu.bookkeeping.waiting.candidates import Candidates
from paraplu.bookkeeping.waiting.finding import waiting_lines
from paraplu.bookkeeping.waiting.model import Choice, WaitingLine
from paraplu.bookkeeping.waiting.rewriting import rewritten
from paraplu.bookkeeping.waiting.suggesting import suggestions_for
from paraplu.journal import CannotBook, Change, alone, write_at_once
from paraplu.journal.opening import Openings
from paraplu.journal.present import text_in
from paraplu.journal.revision import Edit, Revision
from paraplu.ledger.seals.guard import ClosedPeriods
from paraplu.opening import register_path
from paraplu.register.reader import faults_of_text
from paraplu.register.yaml_places import CannotEdit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from paraplu.bookkeeping.bank_import import OpenedLedger


class PlacingStep(NamedTuple):
    """What is written at once: the lines with their places, and what files become.

    `opened` are the accounts that are opened by it, and `rule` is what the register
    says from then on.
    """

    choices: tuple[Choice, ...]
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    opened: tuple[str, ...] = ()
    rule: MatchRule | None = None


def open_desk(main: Path, members: Path | None, *, suggest: bool = True) -> Desk:
    """Return the desk of some books; CannotBook as of `open_ledger`.

    `suggest` asks for suggestions by the words of a line, where that is installed.
    """
    ledger = open_ledger(main, members, balanced=False)
    register = (members or register_path(main.absolute(), None)).absolute()
    return Desk(ledger, register, suggest=suggest)


class Desk:
    """The lines that wait in some books, the oldest first."""

    def __init__(
        self, ledger: OpenedLedger, register: Path, *, suggest: bool = False
    ) -> None:
        self.books = ledger.books
        self.register = ledger.register
        self._file = register
        self._said = text_in(register)
        self._language = Language(ledger.register.language)
        self._revision = Revision()
        self._closed = ClosedPeriods(self.books)
        unallocated = clearing_of(self.books.chart).unallocated
        self._waiting = {
            one.key: one
            for one in sorted(
                waiting_lines(self.books, unallocated, self._revision),
                key=lambda one: one.date,
            )
        }
        self._rules = list(Rules(self.register, self.books.chart).every)
        self._opened: set[str] = set()
        self._has_written = False
        waiting = self.waiting
        suggestions = suggestions_for(self.books, waiting, unallocated)
        self._candidates = Candidates(
            self.books, self.register, waiting, suggestions if suggest else None
        )

    @property
    def has_written(self) -> bool:
        """Tell whether anything was written at this desk."""
        return self._has_written

    @property
    def waiting(self) -> tuple[WaitingLine, ...]:
        """What waits still, the oldest first."""
        return tuple(self._waiting.values())

    def line(self, key: str) -> WaitingLine:
        """Return the line with a key; CannotBook where it waits no more."""
        found = self._waiting.get(key)
        if found is None:
            raise CannotBook(
                say(
                    "This line does not wait any more, or its entry was changed. "
                    "Nothing was written. Look at the list again."
                )
            )
        return found

    def candidates(self, one: WaitingLine) -> tuple[Allocation, ...]:
        """Return what a line can be, the likeliest first; nine at most."""
        return self._candidates.of(one)

    def parts(self, one: WaitingLine, parts: Sequence[Part]) -> Allocation:
        """Return a line on the accounts that somebody names, each with its VAT.

        CannotBook where an account is not there, or the amounts do not add up. What a
        provider kept is a cost of the first.
        """
        booking, found = one.line.booking, []
        for n, (part, amount) in enumerate(
            zip(parts, shares(booking.amount, parts), strict=True)
        ):
            fee = booking.fee if n == 0 else booking.fee * 0
            own = one.line._replace(booking=booking._replace(amount=amount, fee=fee))
            account = account_meant(part.account, self.books, one.date)
            why = part.why or say("placed by hand")
            said = self._candidates.on(replace(one, line=own), account, part.vat, why)
            found.append(replace(said, links=part.links))
        first, *more = found
        if not more:
            return first
        return Allocation(
            tuple(leg for said in found for leg in said.legs),
            say("split by hand"),
            links=tuple(dict.fromkeys(link for said in found for link in said.links)),
        )

    def always(self, one: WaitingLine, allocation: Allocation) -> MatchRule:
        """Return the rule by which such lines always go there; CannotBook for none."""
        return rule_for(one, allocation, self.books.chart)

    def also_by(self, rule: MatchRule, but: WaitingLine) -> tuple[Choice, ...]:
        """Return the other lines that wait and that a rule would place, and where."""
        return tuple(self._also_by(rule, but))

    def again(self) -> tuple[Choice, ...]:
        """Return the lines that an import would place by now, and where.

        What it would doubt has `sure` as False, and goes on waiting with that place.
        Lines of a closed period wait for somebody to open it.
        """
        facts = self._candidates.facts
        found = (
            Choice(one, facts[one.key]) for one in self.waiting if one.key in facts
        )
        return tuple(
            one for one in found if self._refusal(one, self._edits(one)) is None
        )

    def step(
        self, choices: Iterable[Choice], rule: MatchRule | None = None
    ) -> PlacingStep:
        """Return what is written for lines and a rule; CannotBook where none can."""
        chosen = tuple(choices)
        edits: list[Edit] = []
        opened: set[str] = set()
        for one in chosen:
            self.line(one.waiting.key)
            own = self._edits(one)
            refusal = self._refusal(one, own)
            if refusal:
                raise CannotBook(refusal)
            edits += own
            if one.allocation.same:
                continue
            for opening, name in self._openings(one):
                if name not in opened | self._opened:
                    opened.add(name)
                    edits.append(opening)
        for one in chosen:
            edits += self._joining(one, edits)
        changes = (*self._revision.changes(edits), *self._register_with(rule))
        return PlacingStep(chosen, changes, tuple(edits), tuple(sorted(opened)), rule)

    def write(self, step: PlacingStep) -> list[Path]:
        """Write a step, and return the files that changed.

        CannotBook, with nothing written, where somebody changed one of them since it
        was read. OSError where the disk won't.
        """
        folder = self.books.main.parent
        with alone(folder):
            files = write_at_once(folder, step.changes)
        self._has_written = self._has_written or bool(files)
        self._revision.keep(step.edits)
        self._opened.update(step.opened)
        for change in step.changes:
            if change.file == self._file:
                self._said = change.after
        if step.rule:
            self._rules.append(step.rule)
        for one, allocation in step.choices:
            del self._waiting[one.key]
            self._candidates.learn(one, allocation)
        return files

    def _edits(self, choice: Choice) -> list[Edit]:
        one, allocation = choice
        if allocation.same and allocation.entry:
            return with_key(one, allocation.entry, self._revision, self.books.chart)
        return [rewritten(choice, self._language, self.books, self._revision)]

    def _joining(self, choice: Choice, before: Sequence[Edit]) -> list[Edit]:
        """Return the edit by which what a line takes back has its link as well.

        What is in a closed period stays as it is: the line itself has the link.
        """
        _, allocation = choice
        entry = allocation.entry
        if entry is None or allocation.same:
            return []
        edit = with_links(
            entry, allocation.links, self._revision, self.books.chart, before
        )
        if edit is None or self._closed.refusal(entry.date, edit.text):
            return []
        return [edit]

    def _refusal(self, choice: Choice, edits: Iterable[Edit]) -> Message | None:
        """Return why an entry may not change: it is, or becomes, of a closed period."""
        one, allocation = choice
        days = {one.date}
        if allocation.same and allocation.entry:
            days.add(allocation.entry.date)
        for edit in edits:
            before = "".join(self._revision.lines(edit.file)[edit.begin : edit.end])
            for day in sorted(days):
                refusal = self._closed.refusal(day, before) or (
                    edit.text and self._closed.refusal(day, edit.text)
                )
                if refusal:
                    return refusal
        return None

    def _also_by(self, rule: MatchRule, but: WaitingLine) -> Iterator[Choice]:
        rules = Rules(self.register, self.books.chart)
        rules.every = (*self._rules, rule)
        for one in self.waiting:
            fact = one.key in self._candidates.facts or one.doubtful or one.doubled
            if one is but or fact or rules.chosen(one.line.booking) != (rule,):
                continue
            why = say("{rule} in the register", rule=rule.words)
            vat = rule.match.vat
            choice = Choice(one, self._candidates.on(one, rule.account, vat, why))
            if self._refusal(choice, self._edits(choice)) is None:
                yield choice

    def _openings(self, choice: Choice) -> Iterator[tuple[Edit, str]]:
        """Yield the lines that open accounts which are not, each with the account."""
        beside = choice.waiting.line.account
        openings = Openings(self.books, self.register)
        for leg in choice.allocation.legs:
            for opening in openings.of([leg.account], beside):
                at = opening.below
                lines = self._revision.lines(opening.file)
                while at < len(lines) and lines[at][:1] in {" ", "\t"}:
                    at += 1
                yield Edit(opening.file, at, at, opening.text), leg.account

    def _register_with(self, rule: MatchRule | None) -> Iterator[Change]:
        """Yield what the register becomes by a rule; CannotBook where it cannot."""
        if rule is None:
            return
        if self._said is None or self._file.is_symlink():
            raise self._no_rule(say("there is no file to write it in"))
        try:
            after = with_rule(self._said, rule)
        except CannotEdit as fault:
            raise self._no_rule(fault.message) from fault
        for found in faults_of_text(after, self._file):
            raise self._no_rule(found.message)
        yield Change(self._file, self._said, after)

    def _no_rule(self, why: Message) -> CannotBook:
        return CannotBook(
            say(
                "No rule can be written in {file}: {why}. Nothing was written.",
                file=str(self._file),
                why=why,
            )
        )
