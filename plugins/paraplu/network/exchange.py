"""The file that a cooperative sends: sums with numbers of people, and no member.

Canonical JSON, so that the same books give the same bytes and two can be compared line
by line. `network-export.schema.json` beside this module describes it. A checksum of all
that is in it shows whether somebody changed it on the way.
"""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from paraplu.base.periods import Period, PeriodLength
from paraplu.ledger.seals.model import Scope, ScopeKind
from paraplu.network import definitions
from paraplu.network.definitions import part_of
from paraplu.network.measuring import measured, scene_of
from paraplu.network.privacy import PERSONS, told_of_one, with_quarters
from paraplu.network.rounded import kept
from paraplu.network.values import NetworkFigure, Withheld

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.ledger.books import Books
    from paraplu.network.privacy import Rows
    from paraplu.reports.papers.material import Material

FORMAT, SCHEMA = "paraplu-network", "1.0"
# Size classes by members on average: the first has fewer than ten.
SMALL, MIDDLE, LARGE = "<10", "10-25", ">25"
SIZES = (SMALL, MIDDLE, LARGE)
_MIDDLE_MOST = 25


@dataclass(frozen=True)
class Export:
    """What one cooperative sends of one period, nothing in it that may not be told.

    `sums` are the whole checksums of the books, their files, the register and the
    rules; `seal` is that of the seal that closes the period, empty where none does.
    `replaces` is the checksum of a file that this one corrects; `given` is that of a
    file that was read, in which the name may be in other bytes.
    """

    cooperative: str
    region: str
    period: Period
    size: str
    currency: str
    rows: Rows
    sums: Mapping[str, str]
    seal: str = ""
    replaces: str = ""
    version: str = ""
    definitions: str = definitions.VERSION
    given: str = field(default="", compare=False)

    @property
    def checksum(self) -> str:
        """The SHA-256 of all that is in it."""
        return self.given or checksum_of(self.values())

    def values(self) -> dict[str, Any]:
        """Return it as JSON has it, without its checksum."""
        return {
            "format": FORMAT,
            "schema": SCHEMA,
            "definitions": self.definitions,
            "cooperative": self.cooperative,
            "region": self.region,
            "period": str(self.period),
            "size": self.size,
            "currency": self.currency,
            "checksums": dict(self.sums),
            "seal": self.seal,
            "replaces": self.replaces,
            "version": self.version,
            "rows": [_row(key, row) for key, row in self.rows.items()],
        }


def exported(
    material: Material, period: Period, region: str, replaces: str = ""
) -> Export:
    """Return what a cooperative sends of a period, a quarter or a year of its books."""
    scene = scene_of(material, period)
    rows = told_of_one(measured(scene))
    if period.span is PeriodLength.YEAR:
        quarters = [Period(period.year, n, PeriodLength.QUARTER) for n in range(1, 5)]
        rows = with_quarters(
            rows,
            [told_of_one(measured(scene_of(material, one))) for one in quarters],
        )
    state = material.state
    return Export(
        composed(material.register.cooperative.name),
        region,
        period,
        size_of(scene.member_months, len(scene.months)),
        material.books.currency,
        {key: kept(row, part_of(*key)) for key, row in rows.items()},
        {
            "books": state.books,
            "files": state.files,
            "register": state.register,
            "rules": state.rules,
        },
        _seal(material.books, period),
        replaces,
        state.version,
    )


def composed(name: str) -> str:
    """Return a name in one form of Unicode: another system has é as two signs."""
    return unicodedata.normalize("NFC", name)


def size_of(member_months: int, months: int) -> str:
    """Return the size class of a cooperative, by its members on average."""
    if member_months < PERSONS * months:
        return SMALL
    return MIDDLE if member_months <= _MIDDLE_MOST * months else LARGE


def _seal(books: Books, period: Period) -> str:
    """Return the digest of the last seal that the whole of a period is under."""
    scope = Scope(ScopeKind.ALL)
    if not books.seals.covers(scope, period.first, period.last):
        return ""
    closed = books.seals.closed(scope)
    last = [one for one in closed if period.last in one.period]
    return last[-1].digest if last else ""


def _row(key: tuple[str, str], row: object) -> dict[str, Any]:
    found: dict[str, Any] = {"indicator": key[0], "part": key[1]}
    if isinstance(row, NetworkFigure):
        found["persons"] = row.persons
        found["numerator"] = f"{row.numerator:f}"
        found["denominator"] = f"{row.denominator:f}"
    else:
        found["withheld" if isinstance(row, Withheld) else "unknown"] = str(row)
    return found


def checksum_of(values: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the values of a file, without its own checksum."""
    plain = {key: value for key, value in values.items() if key != "checksum"}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def export_text(export: Export) -> str:
    """Return the file: a line for each value and each row, its keys in one order."""
    values = export.values()
    values["checksum"] = checksum_of(values)
    rows = values.pop("rows")
    lines = [f"  {json.dumps(key)}: {_dumped(value)}" for key, value in values.items()]
    told = ",\n".join(f"    {_dumped(row)}" for row in rows)
    return "{\n" + ",\n".join(lines) + ',\n  "rows": [\n' + told + "\n  ]\n}\n"


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
