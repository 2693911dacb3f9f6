"""Reads the file of one cooperative; what is wrong with it is told, in words."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, printable, say
from paraplu.base.periods import Period, PeriodLength
from paraplu.base.plain_file import plain_bytes
from paraplu.network import definitions
from paraplu.network.definitions import part_of
from paraplu.network.definitions import rows as every_row
from paraplu.network.exchange import (
    FORMAT,
    SCHEMA,
    SIZES,
    Export,
    checksum_of,
    composed,
)
from paraplu.network.plausible import impossible
from paraplu.network.privacy import PERSONS, told_of_one
from paraplu.network.regions import no_region, region_of
from paraplu.network.values import Missing, NetworkFigure, Withheld

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from paraplu.network.privacy import Rows
    from paraplu.network.values import Measured

# A whole file is some ten kilobytes.
_MOST = 1024**2
_LONGEST_NAME = 100
# More than there are in the country.
_MOST_PEOPLE = 20_000_000
_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,2})?", re.ASCII)
_SUMS = ("books", "files", "register", "rules")
_KEYS = frozenset(
    {
        *("format", "schema", "definitions", "cooperative", "region", "period"),
        *("size", "currency", "checksums", "seal", "replaces", "version"),
        *("checksum", "rows"),
    }
)


class NoExport(Exception):  # noqa: N818 - it says what the file is
    """A file that is none of a cooperative, or that may not be used, and why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def read_export(path: Path) -> Export:
    """Return what a cooperative sent; NoExport where it cannot be used."""
    return export_of(data_of(path))


def data_of(path: Path) -> bytes:
    """Return the bytes of a file; NoExport where it cannot be read."""
    try:
        return plain_bytes(path, most=_MOST)
    except OSError as fault:
        raise NoExport(
            say("It cannot be read: {why}", why=str(fault.strerror or fault))
        ) from fault


def export_of(data: bytes) -> Export:
    """Return what the bytes of a file say; NoExport where they cannot be used."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise NoExport(
            say("It is not text in UTF-8: it was saved by another program.")
        ) from fault
    try:
        values = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except _Twice as fault:
        raise NoExport(
            say(
                "The key “{key}” is there twice, so nobody knows which of them counts. "
                "Ask again.",
                key=printable(str(fault)),
            )
        ) from fault
    except (ValueError, RecursionError) as fault:
        raise NoExport(
            say("It cannot be read as JSON: it may be cut short.")
        ) from fault
    if not isinstance(values, dict) or values.get("format") != FORMAT:
        raise NoExport(
            say("A file of paraplu network export has something else in it.")
        )
    _same_versions(values)
    if set(values) != _KEYS:
        other = min(set(values) ^ _KEYS)
        raise NoExport(
            say(
                "The key “{key}” is missing in it, or does not belong there.",
                key=printable(other),
            )
        )
    if values["checksum"] != _checksum(values):
        raise NoExport(
            say("It was changed after it was made: its checksum is another. Ask again.")
        )
    return _export(values)


def _checksum(values: Mapping[str, Any]) -> str:
    """Return the checksum of the values; none where half a character stands in them."""
    try:
        return checksum_of(values)
    except ValueError:
        return ""


class _Twice(ValueError):  # noqa: N818 - it says how things are
    """A key is there twice: which."""


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _Twice(key)
        found[key] = value
    return found


def _no_number(text: str) -> object:
    raise ValueError(text)


def _same_versions(values: Mapping[str, Any]) -> None:
    schema = str(values.get("schema"))
    if schema.partition(".")[0] != SCHEMA.partition(".")[0]:
        raise NoExport(
            say(
                "It has version {there} of the schema, and this paraplu reads "
                "{here}. Have it made again by the same paraplu.",
                there=printable(schema),
                here=SCHEMA,
            )
        )
    formulas = str(values.get("definitions"))
    if formulas != definitions.VERSION:
        raise NoExport(
            say(
                "Its figures are by version {there} of the definitions, and others "
                "are by {here}: they cannot be compared.",
                there=printable(formulas),
                here=definitions.VERSION,
            )
        )


def _export(values: Mapping[str, Any]) -> Export:
    period = Period.read(_text(values, "period"))
    if period is None or period.span is PeriodLength.MONTH:
        raise NoExport(_damaged("period"))
    if values["currency"] != "EUR":
        raise NoExport(
            say(
                "Its amounts are in {currency}. Only euros are put side by side.",
                currency=printable(str(values["currency"])),
            )
        )
    region = _text(values, "region")
    known = region_of(region) if region else ""
    if known is None:
        raise NoExport(no_region(region))
    name = _text(values, "cooperative")
    if not name or name != printable(name) or len(name) > _LONGEST_NAME:
        raise NoExport(_damaged("cooperative"))
    if values["size"] not in SIZES:
        raise NoExport(_damaged("size"))
    sums = _sums(values)
    rows = _rows(values["rows"])
    why = impossible(rows, values["size"])
    if why:
        raise NoExport(why)
    return Export(
        composed(name),
        known,
        period,
        values["size"],
        "EUR",
        rows,
        sums,
        values["seal"],
        values["replaces"],
        _text(values, "version"),
        given=values["checksum"],
    )


def _sums(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the checksums of what a file was made from; all of them are whole."""
    sums: Any = values["checksums"]
    if not isinstance(sums, dict) or set(sums) != set(_SUMS):
        raise NoExport(_damaged("checksums"))
    for key, one in sums.items():
        _hex(one, key)
    for key in ("seal", "replaces"):
        if _text(values, key):
            _hex(values[key], key)
    return dict(sums)


def _rows(values: object) -> Rows:
    if not isinstance(values, list):
        raise NoExport(_damaged("rows"))
    found: Rows = {}
    for one in values:
        if not isinstance(one, dict):
            raise NoExport(_damaged("rows"))
        key = (str(one.get("indicator")), str(one.get("part")))
        if part_of(*key) is None or key in found:
            raise NoExport(_damaged(" ".join(key)))
        found[key] = _row(one, " ".join(key))
    missing = [
        f"{definition.key} {part.key}"
        for definition, part in every_row()
        if (definition.key, part.key) not in found
    ]
    if missing:
        raise NoExport(say("It has no {key}.", key=missing[0].strip()))
    if told_of_one(found) != found:
        raise NoExport(
            say(
                "It has a figure of fewer than {n} people, or another that may not "
                "leave a cooperative. It was not made by paraplu.",
                n=PERSONS,
            )
        )
    return found


def _row(one: Mapping[str, Any], key: str) -> Measured:
    said = {
        name: value for name, value in one.items() if name not in {"indicator", "part"}
    }
    match said:
        case {"withheld": str(why), **rest} if not rest and why in set(Withheld):
            return Withheld(why)
        case {"unknown": str(why), **rest} if not rest and why in set(Missing):
            return Missing(why)
        case {
            "persons": int(persons),
            "numerator": str(above),
            "denominator": str(below),
            **rest,
        } if not rest and _NUMBER.fullmatch(above) and _NUMBER.fullmatch(below):
            if isinstance(persons, bool) or persons > _MOST_PEOPLE:
                raise NoExport(_damaged(key))
            if Decimal(below) <= 0:
                raise NoExport(_damaged(key))
            return NetworkFigure(Decimal(above), Decimal(below), persons)
    raise NoExport(_damaged(key))


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values[key]
    if not isinstance(value, str):
        raise NoExport(_damaged(key))
    return value


def _hex(value: object, key: str) -> None:
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        raise NoExport(_damaged(key))


def _damaged(what: str) -> Message:
    return say("It is damaged: {what} cannot be read.", what=printable(what.strip()))
