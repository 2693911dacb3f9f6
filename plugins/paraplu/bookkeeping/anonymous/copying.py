"""A copy of some books with other names, texts, references and amounts.

Every line stays where it was, so that findings are at the same places. What stays at
one computer (the private register, private customers) is not in it, nor is any program:
only papers that say nothing, in the place of documents.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.file_names import HOURS, INVOICES
from paraplu.base.plain_file import is_in, plain_bytes
from paraplu.base.sums import digest_now, sums_of
from paraplu.base.vocabulary import words_of
from paraplu.bookkeeping.anonymous.derived import CopyTwins, Returns, contributions
from paraplu.bookkeeping.anonymous.entries import ParsedLedger
from paraplu.bookkeeping.anonymous.invoice_sums import sales_of, with_its_total
from paraplu.bookkeeping.anonymous.ledger_text import LedgerTexts
from paraplu.bookkeeping.anonymous.names import OtherNames
from paraplu.bookkeeping.anonymous.papers import Papers
from paraplu.bookkeeping.anonymous.rounding import Amounts
from paraplu.bookkeeping.anonymous.seals import CopiedSeals
from paraplu.bookkeeping.anonymous.words import OtherWords
from paraplu.bookkeeping.anonymous.yaml_text import YamlTexts, vocabulary
from paraplu.bookkeeping.invoices.sealing import SEAL, sealed
from paraplu.ledger.evidence import receipts_in
from paraplu.ledger.kept_files import kept_in
from paraplu.ledger.source.kinds import is_private
from paraplu.opening import CannotRun, open_books

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from random import Random

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

Place = tuple[str, int]

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r":(?:Members|Leden):([\w-]+)")
# A copy whose derived amounts follow from each other settles in so many rounds.
_ROUNDS = 5
_PROGRAM = "# A program is not part of an anonymous copy.\n"
# What `paraplu init` makes for Fava's page of imports.
_OWN_PROGRAM = '''\
"""Fava runs this file for its import page; it says where the statements are read."""

from paraplu.fava_import import importers

CONFIG = importers(__file__)
'''
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d+|")
_SHRUNK = (400, 900)


@dataclass(frozen=True)
class Copied:
    """A copy: its ledger and register, and where each file of the books is in it."""

    main: Path
    register: Path
    names: Mapping[str, str]


class Copying:
    """Makes one copy; another one of the same books has other words and amounts."""

    def __init__(self, books: Books, register: Register, random: Random) -> None:
        self._books = books
        self._register = register
        self._random = random
        self._root = Path(os.path.realpath(books.root))
        self._parsed = ParsedLedger(books.main)
        self._sources = dict(self._found())
        texts = {
            name: text
            for name, path in self._sources.items()
            if (text := _text_of(path, self._root)) is not None
        }
        self._texts = texts
        taken = {word for text in texts.values() for word in _WORD.findall(text)}
        codes = set(register.members) | {
            code for text in texts.values() for code in _CODE.findall(text)
        }
        self._words = OtherWords(random, codes, taken)
        self._names = OtherNames(self._words, words_of(register.chart or "en"))
        self._papers = Papers(random)
        # No power of ten, nor near one: amounts shrink, so cents are lost for good.
        self._factor = Decimal(random.randrange(*_SHRUNK)) / 1000 + Decimal(
            random.randrange(10**6)
        ).scaleb(-9)
        self._there = {name: self._names.path(name) for name in self._sources}

    def into(self, folder: Path) -> Copied:
        """Write the copy into an empty folder, and return where things are in it."""
        place = {
            str(self._sources[name]): str(folder / there)
            for name, there in self._there.items()
        }
        main = Path(place[os.path.realpath(self._books.main)])
        register = Path(place[os.path.realpath(self._register.file)])
        fixed: dict[Place, Decimal] = {}
        notes: dict[tuple[str, int, str], str] = {}
        fixed |= self._invoices()
        for _ in range(_ROUNDS):
            self._write(folder, fixed, notes)
            before = dict(fixed), dict(notes)
            twins = self._twins(main, register, place)
            if twins is None:
                break
            fixed |= contributions(twins)
            returns = Returns(twins, self._random)
            notes |= {(*at, key): text for at, key, text in returns.notes()}
            fixed |= returns.amounts()
            if before == (fixed, notes):
                for file, text in CopiedSeals(
                    twins, self._words, self._names, self._random
                ).texts():
                    Path(place[os.path.realpath(file)]).write_text(text, "utf-8")
                break
        return Copied(main, register, place)

    def _twins(
        self, main: Path, register: Path, place: Mapping[str, str]
    ) -> CopyTwins | None:
        try:
            opened = open_books(main, members=register, today=self._books.today)
        except CannotRun:
            return None
        return CopyTwins(
            self._books,
            self._register,
            opened.books,
            opened.register,
            self._names.part,
            self._factor,
            place,
            {there: here for here, there in place.items()},
        )

    def _found(self) -> Iterator[tuple[str, Path]]:
        """Yield the files that are copied, by path from the folder of the books."""
        ledger = self._books.main.parent
        found = [ledger / name for name in kept_in(ledger)]
        found += [Path(file) for file in self._books.files]
        found.append(Path(self._register.file))
        for _, receipt in receipts_in(self._books):
            if path := self._books.shelf.find(receipt):
                found.append(Path(path))
        for one in found:
            real = Path(os.path.realpath(one))
            if real.is_file() and is_in(real, self._root) and not is_private(str(real)):
                yield real.relative_to(self._root).as_posix(), real

    def _invoices(self) -> dict[Place, Decimal]:
        """Return what entries of issued invoices book as sales in the copy."""
        scaled = Amounts(self._factor, self._books.chart, {}).scaled
        tables = YamlTexts(self._words, self._names, scaled)
        found = {}
        for text in self._issued():
            _, one = with_its_total(text, tables.anonymous(text))
            if one:
                found[one.invoice.number] = one
        return dict(sales_of(found, self._parsed.entries, self._books.chart))

    def _issued(self) -> Iterator[str]:
        for name, text in self._texts.items():
            path = self._sources[name]
            if path.suffix == ".yaml" and INVOICES in path.parts:
                yield text

    def _write(
        self,
        folder: Path,
        fixed: Mapping[Place, Decimal],
        notes: Mapping[tuple[str, int, str], str],
    ) -> None:
        amounts = Amounts(self._factor, self._books.chart, fixed)
        places = self._parsed.fill(amounts)
        ledgers = LedgerTexts(self._words, self._names, amounts.scaled, places, notes)
        tables = YamlTexts(self._words, self._names, amounts.scaled)
        seals = []
        for name, path in self._sources.items():
            to = folder / self._there[name]
            to.parent.mkdir(parents=True, exist_ok=True)
            text = self._texts.get(name)
            if path.suffix == SEAL:
                seals.append((path, to))
            elif text is None:
                to.write_bytes(self._papers.of(path))
            else:
                to.write_text(self._text(path, text, ledgers, tables), "utf-8")
        for path, to in seals:
            to.write_bytes(self._seal(path, to))

    def _text(
        self, path: Path, text: str, ledgers: LedgerTexts, tables: YamlTexts
    ) -> str:
        match path.suffix:
            case ".yaml" | ".yml":
                copy = tables.anonymous(text)
                if INVOICES in path.parts:
                    copy, _ = with_its_total(text, copy)
                return copy
            case ".csv":
                return self._table(text)
            case ".py":
                return _OWN_PROGRAM if text == _OWN_PROGRAM else _PROGRAM
        return ledgers.anonymous(str(path), text)

    def _table(self, text: str) -> str:
        """Return rows of hours with other words; days, minutes and kinds stay."""
        lines = text.splitlines(keepends=True)
        return "".join([*lines[:1], *map(self._row, lines[1:])])

    def _row(self, line: str) -> str:
        kinds = vocabulary()
        parts = re.split(r"([,;\n\r])", line)
        return "".join(
            one if _DAY.fullmatch(one) or one in kinds else self._words.text(one)
            for one in parts
        )

    def _seal(self, path: Path, to: Path) -> bytes:
        """Return the seal of an invoice; a file that was changed is so again."""
        said = sealed(path)
        if not said:
            return b"\n"
        files = {}
        for name, digest in said.items():
            own = path.parent / name
            here = own.is_file()
            there = to.parent / self._names.path(name)
            data = there.read_bytes() if here and there.is_file() else b"gone"
            right = here and digest_now(own) == digest
            files[self._names.path(name)] = data if right else data + b"changed"
        return sums_of(files)


def _text_of(path: Path, root: Path) -> str | None:
    """Return the text of a file that is copied as text, None for any other."""
    parts = path.parts
    ours = path.suffix in {".beancount", ".bean", ".py"} or (
        path.suffix in {".yaml", ".yml"} or (path.suffix == ".csv" and HOURS in parts)
    )
    if not ours and path.suffix != ".txt":
        return None
    try:
        return plain_bytes(path, root).decode()
    except (OSError, ValueError):
        return None
