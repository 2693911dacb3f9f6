"""Puts the pack of a year together; each part is made when it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from paraplu.base.chart import Kind
from paraplu.base.language import Language
from paraplu.base.plain_file import digest_of
from paraplu.bookkeeping.periods.sealed_lines import SealedLines
from paraplu.bookkeeping.periods.verifying import verified
from paraplu.ledger.checksums import canonical
from paraplu.ledger.evidence import receipts_of
from paraplu.ledger.seals import ScopeKind
from paraplu.reports.auditfile import PROVISIONAL, XafVersion, write_auditfile
from paraplu.reports.auditpack import tables
from paraplu.reports.auditpack.archive import PackedFile
from paraplu.reports.auditpack.files import (
    BOOKS,
    files_of,
    packed_name,
    part_of_file,
)
from paraplu.reports.auditpack.readme import Shown, provisional, readme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from paraplu.check import Report
    from paraplu.ledger.seals import Seal, Seals
    from paraplu.reports.auditfile import Auditfile

_SEALED = "sealed"
_READMES = {"en": "README.txt", "nl": "LEESMIJ.txt"}


def pack_of(report: Report, auditfile: Auditfile) -> Iterator[PackedFile]:
    """Yield the files of the pack of a year, whose audit file is given.

    CannotPack comes while one is written that cannot be read any more.
    """
    books, register = report.books, report.register
    year, language = auditfile.year, Language(register.language)
    root = books.root.resolve()
    seals = books.seals
    files = files_of(books, register, seals, year)
    yield from (part_of_file(name, path, root) for name, path in files.items())

    def xaf(out: BinaryIO) -> None:
        write_auditfile(auditfile, out, XafVersion.V40, language)

    yield PackedFile("auditfile.xaf", xaf)
    figures = tables.figures(books, year)
    texts = {
        "balances.csv": tables.balances(figures),
        "postings.csv": tables.postings(books, year),
        "findings.csv": tables.findings(books, report.verdict, language),
        "waivers.csv": tables.waivers(books, report.verdict),
        "approvals.csv": tables.approvals(books, year),
        "seals.csv": tables.seals(verified(books, register, seals, ())),
        "canonical.txt": canonical(books),
    }
    renamed = [(name, new) for name in files if (new := packed_name(name)) != name]
    texts["renamed.csv"] = tables.as_csv(("in the books", "here"), renamed)
    for seal in seals.in_force:
        texts[_sealed(seal)] = _lines(report, seal)
    banks = (
        one for one in figures if books.chart.account(one.account).kind is Kind.BANK
    )
    shown = Shown(
        register.cooperative.name,
        str(year),
        auditfile.imprint.version,
        next(banks, None),
        _document(report, auditfile, files),
        _seal(seals, auditfile, root),
        report.books_checksum,
        auditfile.is_provisional,
    )
    if auditfile.is_provisional:
        texts[f"{PROVISIONAL}.txt"] = provisional(str(year))
    for code, name in _READMES.items():
        texts[name] = readme(shown, Language(code))
    yield from (_text(name, data) for name, data in texts.items())


def _text(name: str, data: bytes) -> PackedFile:
    def write(out: BinaryIO) -> None:
        out.write(data)

    return PackedFile(name, write)


def _sealed(seal: Seal) -> str:
    return f"{_SEALED}/{seal.name.removesuffix('.seal')}.txt"


def _lines(report: Report, seal: Seal) -> bytes:
    """Return the lines of a closed period as they are now."""
    lines = SealedLines(
        report.books, report.register, seal.scope, seal.canonical
    ).lines(seal.period)
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "surrogatepass")


def _document(
    report: Report, auditfile: Auditfile, files: Mapping[str, Path]
) -> tuple[str, str, str] | None:
    """Return a document, the place of the entry that names it, and its checksum."""
    books, year = report.books, auditfile.year
    root = books.root.resolve()
    for transaction in books.transactions_within(year.first, year.last):
        for receipt in receipts_of(books, transaction):
            path = books.shelf.find(receipt)
            name = path and next((n for n, at in files.items() if str(at) == path), "")
            if path and name:
                place = tables.place_in(books, transaction.source)
                here = f"{BOOKS}/{packed_name(name)}"
                return here, place, digest_of(root / name)
    return None


def _seal(
    seals: Seals, auditfile: Auditfile, root: Path
) -> tuple[str, str, str] | None:
    """Return the lines of the last closed period of the year, its seal and checksum."""
    own = [
        seal
        for seal in seals.in_force
        if seal.scope.kind is ScopeKind.ALL and seal.period.overlaps(auditfile.year)
    ]
    if not own:
        return None
    seal = own[-1]
    place = seal.file.resolve().relative_to(root).as_posix()
    return _sealed(seal), f"{BOOKS}/{packed_name(place)}", seal.checksum
