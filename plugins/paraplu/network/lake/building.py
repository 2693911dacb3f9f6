"""Makes the lake: of each cooperative what its books say, anew only where they changed.

Books that cannot be in it are refused by name, and the others go on. What a lake had of
them before stays, and is told to be old.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from hashlib import sha256
from typing import TYPE_CHECKING

from paraplu.base.collector import collector_paused
from paraplu.base.file_names import HOURS
from paraplu.base.findings import Severity
from paraplu.base.language import Message, say
from paraplu.bookkeeping.hours.shelf import sheets
from paraplu.check import check
from paraplu.ledger.beancount_errors import is_empty_folder
from paraplu.ledger.checksums import rules_checksum
from paraplu.network.lake.engine import connected, needed
from paraplu.network.lake.entries import NotForLake, lines_of
from paraplu.network.lake.manifest import (
    LakeFile,
    Manifest,
    Unfit,
    look_at,
    path_of,
    read_manifest,
    write_manifest,
)
from paraplu.network.lake.members import base_of, size_of, spells_of
from paraplu.network.lake.tables import (
    COOPS,
    DUTIES,
    SPELLS,
    STOCKS,
    TABLES,
    VERSION,
    WORK,
)
from paraplu.network.lake.working import duties_of, months_of, work_of
from paraplu.network.lake.writing import PARQUET, PART, Tables
from paraplu.network.measuring.working import WaysOfWorking
from paraplu.opening import CannotRun, readable, request_of
from paraplu.reports.gauge import covers_of, gauge_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from paraplu.check import Report
    from paraplu.network.lake.pseudonyms import Pseudonyms

_MARK = 16


class Became(Enum):
    """What became of some books in a lake."""

    MADE = auto()
    KEPT = auto()
    REFUSED = auto()


@dataclass(frozen=True)
class LakeBooks:
    """Books for a lake: what the cooperative is called there, and their main file.

    `region` is a labour-market region or a province, empty where nobody said.
    """

    coop: str
    main: Path
    region: str = ""


@dataclass(frozen=True)
class LakeOutcome:
    """What became of the books of a cooperative; `why` where they were refused.

    `rows` are the postings that the lake has of it now.
    """

    coop: str
    became: Became
    rows: int = 0
    why: Message | None = None


def build(lake: Path, books: LakeBooks, pseudonyms: Pseudonyms) -> LakeOutcome:
    """Have a lake hold some books as they are now; return what became of them.

    NotInstalled where there is no DuckDB.
    """
    with collector_paused():
        try:
            return _built(lake, books, pseudonyms)
        except (CannotRun, NotForLake) as fault:
            return LakeOutcome(books.coop, Became.REFUSED, why=fault.message)
        except needed("duckdb").Error as fault:
            # Such as a sum that its column has no room for.
            told = say("DuckDB cannot take them in: {fault}", fault=str(fault))
            return LakeOutcome(books.coop, Became.REFUSED, why=told)
        except OSError as fault:
            why = fault.strerror or str(fault)
            told = say("It cannot be written: {why}.", why=why)
            return LakeOutcome(books.coop, Became.REFUSED, why=told)


def _built(lake: Path, books: LakeBooks, pseudonyms: Pseudonyms) -> LakeOutcome:
    made_from = made_from_of(books, pseudonyms)
    known = _known(lake, books.coop)
    if known and known.made_from == made_from and _all_there(lake, known):
        _clear(lake, known)
        return LakeOutcome(books.coop, Became.KEPT, _rows(known.files))
    with connected() as connection:
        manifest = _written(lake, books, pseudonyms, made_from, connection)
    write_manifest(lake, manifest)
    _clear(lake, manifest)
    return LakeOutcome(books.coop, Became.MADE, _rows(manifest.files))


def _written(
    lake: Path,
    books: LakeBooks,
    pseudonyms: Pseudonyms,
    made_from: str,
    connection: duckdb.DuckDBPyConnection,
) -> Manifest:
    """Write the tables of some books; return the manifest that is to name them."""
    report = check(books.main)
    _sound(report, books.main)
    tables = Tables(connection, books.coop)
    tables.add_postings(lines_of(report.books, books.coop, pseudonyms))
    tables.add(STOCKS, _stocks(report))
    tables.add(SPELLS, spells_of(report.register, books.coop, pseudonyms))
    habits = WaysOfWorking(report.books, report.register)
    tables.add(WORK, work_of(habits, books.coop, pseudonyms))
    tables.add(DUTIES, duties_of(habits))
    tables.add(COOPS, [_coop(report, books.region)])
    files = list(tables.write(lake, made_from[:_MARK]))
    return Manifest(
        version=VERSION,
        coop=books.coop,
        made_from=made_from,
        books=report.books_checksum,
        register=report.register_checksum,
        rules=report.rules_checksum,
        key=pseudonyms.mark,
        begins=report.books.first_day or report.books.today,
        closing=report.books.today,
        later=sum(one.date > report.books.today for one in report.books.far_ahead),
        sum=tables.total(),
        classes=tables.classes(),
        schema={table.name: dict(table.columns) for table in TABLES},
        files=files,
    )


def made_from_of(books: LakeBooks, pseudonyms: Pseudonyms) -> str:
    """Return the checksum of all that the rows of some books are made from.

    Nothing is loaded for it: these are the files of the ledger, of hours and the
    register as they lie there, the region, the key and the program. CannotRun where
    they can't be read.
    """
    request = readable(request_of(books.main.absolute()))
    parts = [str(VERSION), rules_checksum(), pseudonyms.mark, books.region]
    parts.append(request.register_checksum)
    for file in (*request.text.files, *sheets(books.main.absolute().parent / HOURS)):
        try:
            parts.append(f"{file.name} {sha256(file.read_bytes()).hexdigest()}")
        except OSError:
            # Which of them cannot be read, the check says.
            parts.append(file.name)
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _known(lake: Path, coop: str) -> Manifest | None:
    """Return what a lake has of a cooperative; None where that is of no use."""
    if not path_of(lake, coop).exists():
        return None
    try:
        return read_manifest(lake, coop)
    except Unfit:
        return None


def _all_there(lake: Path, manifest: Manifest) -> bool:
    """Tell whether all files lie there as they were written."""
    try:
        look_at(lake, manifest, frozenset(table.name for table in TABLES))
    except Unfit:
        return False
    return True


def _rows(files: list[LakeFile]) -> int:
    return sum(one.rows for one in files if one.table == "postings")


def _sound(report: Report, main: Path) -> None:
    """Raise NotForLake where entries of the books may be missing, or there are none."""
    books = report.books
    if not report.loaded:
        first = next(iter(report.verdict.findings), None)
        raise NotForLake(
            first.message if first else say("The books cannot be used: paraplu check")
        )
    if not all(is_empty_folder(error.message) for error in books.errors):
        raise NotForLake(
            say(
                "Beancount itself finds errors in these books, so entries may be "
                "missing. Fix them first: paraplu check -f {file}",
                file=str(main),
            )
        )
    if not books.size:
        raise NotForLake(say("These books have no entries yet."))
    if report.register.unknown:
        raise NotForLake(
            say(
                "The register has a fault, so nobody knows who was a member and when. "
                "Fix it first: paraplu check -f {file}",
                file=str(main),
            )
        )
    if not report.register.members:
        raise NotForLake(say("The register has no members."))


def _coop(report: Report, region: str) -> tuple[object, ...]:
    books, register = report.books, report.register
    errors = sum(one.severity is Severity.ERROR for one in report.verdict.findings)
    size = size_of(register, books.today)
    return (region, size, books.first_day, books.today, errors)


def _stocks(report: Report) -> Iterator[tuple[object, ...]]:
    """Yield how the books stood at the end of each month that they have."""
    covers = covers_of(report.books)
    for month in months_of(report.books):
        one = gauge_on(covers, month.last)
        base = base_of(report.register, month.last)
        yield (
            *(month.last, one.members, one.funds, one.vat, one.municipality),
            *(one.in_money, one.to_come, base),
        )


def _clear(lake: Path, manifest: Manifest) -> None:
    """Take away what a cooperative has there and its manifest does not name.

    That is what was there before, and what was left by a run that was cut off.
    """
    kept = {lake / one.path for one in manifest.files}
    for table in TABLES:
        for file in (lake / table.name / f"coop={manifest.coop}").rglob("*"):
            if file.suffix in {PARQUET, PART} and file not in kept:
                file.unlink(missing_ok=True)
