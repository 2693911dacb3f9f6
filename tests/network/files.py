"""Files of cooperatives made by hand, for what the example does not have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from paraplu.base.periods import Period
from paraplu.network.definitions import rows
from paraplu.network.exchange import Export, checksum_of, export_text
from paraplu.network.values import Measured, Missing, NetworkFigure

Q1 = Period.read("2026-Q1")
DIGEST = "ab" * 32
SUMS = dict.fromkeys(("books", "files", "register", "rules"), DIGEST)


def export(
    name: str,
    own: Mapping[str, Measured] | None = None,
    *,
    size: str = "10-25",
    region: str = "Twente",
    period: str = "2026-Q1",
    replaces: str = "",
) -> Export:
    """Return a file in which nothing is known but these rows, by id and part."""
    when = Period.read(period)
    assert when
    found: dict[tuple[str, str], Measured] = {
        (definition.key, part.key): Missing.NOTHING for definition, part in rows()
    }
    for key, row in (own or {}).items():
        indicator, _, part = key.partition(" ")
        assert (indicator, part) in found
        found[indicator, part] = row
    return Export(name, region, when, size, "EUR", found, SUMS, "", replaces, "test")


def money(amount: int | str, persons: int = 20) -> dict[str, Measured]:
    """Return the rows about the result, all of the same amount."""
    row = NetworkFigure(Decimal(amount), Decimal(3 * persons), persons)
    keys = ("04-turnover-per-member-month", "05-result-per-member-month")
    more = ("06-contribution-rate", "11-self-sufficiency", "12-grant-dependence")
    return dict.fromkeys((*keys, *more, "23-set-off"), row)


def changed(path: Path, *, whole: bool = True, **values: Any) -> None:  # noqa: ANN401 - whatever JSON has
    """Change values in a file; with its checksum made again where it is to be whole."""
    there = json.loads(path.read_text("utf-8")) | values
    if whole:
        there["checksum"] = checksum_of(there)
    path.write_text(json.dumps(there), "utf-8")


def put(folder: Path, *exports: Export) -> None:
    """Write files into a folder, a number as the name of each."""
    for number, one in enumerate(exports, 1):
        (folder / f"{number}.json").write_text(export_text(one), "utf-8")
