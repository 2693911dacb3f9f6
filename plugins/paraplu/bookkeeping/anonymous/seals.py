"""Seals of closed periods for a copy: what held holds again, what did not does not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from paraplu.base.money import ZERO
from paraplu.bookkeeping.periods.comparing import SealComparison
from paraplu.bookkeeping.periods.documents import digests
from paraplu.ledger.seals.text import seal_text, with_digest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from random import Random

    from paraplu.bookkeeping.anonymous.derived import CopyTwins
    from paraplu.bookkeeping.anonymous.names import OtherNames
    from paraplu.bookkeeping.anonymous.words import OtherWords
    from paraplu.bookkeeping.periods.sealed_lines import SealableEntry
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import EntryMark, Seal

Key = tuple[object, str]


class CopiedSeals:
    """Makes the seals of a copy."""

    def __init__(
        self, twins: CopyTwins, words: OtherWords, names: OtherNames, random: Random
    ) -> None:
        self._twins = twins
        self._words = words
        self._names = names
        self._random = random
        self._old = SealComparison(twins.books, twins.register)
        self._new = SealComparison(twins.copy, twins.copied)
        self._digests: dict[str, str] = {}

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield each seal of the books, and what its copy says."""
        waiting = list(self._twins.books.seals.seals)
        there = {seal.digest for seal in waiting}
        while waiting:
            able = [
                seal
                for seal in waiting
                if not (set(seal.previous) & there) - self._digests.keys()
            ]
            for seal in able or waiting:
                made = with_digest(self._copied(seal))
                self._digests[seal.digest] = made.digest
                yield seal.file, seal_text(made)
                waiting.remove(seal)

    def _copied(self, seal: Seal) -> Seal:
        scope = seal.scope
        if scope.fund:
            scope = scope._replace(fund=self._names.part(scope.fund))
        base = replace(
            seal,
            scope=scope,
            by=self._words.text(seal.by),
            reason=self._words.text(seal.reason),
            previous=tuple(
                self._digests.get(one) or self._odd() for one in seal.previous
            ),
        )
        if not seal.closes:
            return base
        old = self._old.lines(seal.scope, seal.canonical)
        new = self._new.lines(scope, seal.canonical)
        whole = old.checksum(seal.period) == seal.checksum
        marks = list(self._marks(seal, new.entries(seal.period)))
        return replace(
            base,
            register=self._odd(),
            checksum=new.checksum(seal.period) if whole else self._odd(),
            balances=self._balances(seal, base),
            documents=self._documents(seal),
            entries=tuple(sorted(marks)),
        )

    def _marks(self, seal: Seal, now: list[SealableEntry]) -> Iterator[str]:
        """Yield the marks of what is as it was, and others for what went or changed."""
        copies: defaultdict[object, list[SealableEntry]] = defaultdict(list)
        for entry in now:
            copies[self._twins.place(entry.source)].append(entry)
        here: defaultdict[Key, list[EntryMark]] = defaultdict(list)
        for entry in self._old.lines(seal.scope, seal.canonical).entries(seal.period):
            twins = copies[entry.source.file, entry.source.line]
            if twins:
                here[entry.mark.day, entry.mark.digest].append(twins.pop(0).mark)
        for mark in seal.marks:
            known = here[mark.day, mark.digest]
            yield str(
                known.pop(0)
                if known
                else mark._replace(digest=self._odd()[:16], words=self._said(mark))
            )

    def _said(self, mark: EntryMark) -> str:
        first, _, rest = mark.words.partition(" ")
        try:
            amount = self._twins.scaled(Decimal(first))
        except InvalidOperation:
            return f"{first} {self._names.account(rest)}"
        return f"{amount:.2f} {self._names.account(rest)}".rstrip()

    def _balances(self, seal: Seal, base: Seal) -> Mapping[str, Decimal]:
        standing = self._standings(self._twins.copy, base)
        before = self._standings(self._twins.books, seal)
        # An account that is not in the seal stood at nothing: so it does for the seal.
        apart = {
            account: seal.balances.get(account, ZERO) - before.get(account, ZERO)
            for account in seal.balances.keys() | before.keys()
        }
        found = {}
        for account, amount in apart.items():
            name = self._names.account(account)
            if now := standing.get(name, ZERO) + self._twins.scaled(amount):
                found[name] = now
        return found

    def _standings(self, books: Books, seal: Seal) -> Mapping[str, Decimal]:
        lines = (self._new if books is self._twins.copy else self._old).lines(
            seal.scope
        )
        return {
            account.name: books.running[account].at(seal.period.last)
            for account in lines.accounts()
        }

    def _documents(self, seal: Seal) -> Mapping[str, str]:
        now = digests(self._twins.books, seal.documents)
        names = {name: self._names.path(name) for name in seal.documents}
        new = digests(self._twins.copy, names.values())
        return {
            names[name]: (new[names[name]] if now[name] == was else "") or self._odd()
            for name, was in seal.documents.items()
        }

    def _odd(self) -> str:
        """Return a checksum of nothing that there is."""
        return f"{self._random.getrandbits(256):064x}"
