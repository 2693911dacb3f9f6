"""What earlier reports told, kept beside the files: of two reports nothing follows.

A cooperative that sends late is the difference of two reports. So each report that is
written adds the sums that it told, and a later one tells what those do not give away.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.base.periods import Period
from paraplu.base.plain_file import plain_bytes
from paraplu.network.before import Told
from paraplu.network.gathering import RELEASED
from paraplu.network.reading import NoExport

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_MOST = 64 * 1024**2
_FORMAT = "paraplu-network-released"


def released(folder: Path, period: Period) -> tuple[Told, ...]:
    """Return what reports told of a period; NoExport where nobody can tell."""
    return _told(_read(folder).get(str(period), ()))


def released_beside(folder: Path, period: Period) -> dict[Period, tuple[Told, ...]]:
    """Return what reports told of each other period that overlaps one.

    A year less its quarters tells of who is missing in one of these.
    """
    found = {}
    for text, values in _read(folder).items():
        other = Period.read(text)
        if (
            other
            and other != period
            and other.first <= period.last
            and period.first <= other.last
        ):
            found[other] = _told(values)
    return found


def _told(values: Iterable[dict[str, Any]]) -> tuple[Told, ...]:
    return tuple(
        Told(
            (one["indicator"], one["part"]),
            one["how"],
            frozenset(one["files"]),
            one.get("group", ""),
        )
        for one in values
    )


def with_released(folder: Path, period: Period, told: Iterable[Told]) -> str:
    """Return the text of the file with what a report tells of a period added to it."""
    every = _read(folder)
    there = {*released(folder, period), *told}
    every[str(period)] = [
        {
            "indicator": one.key[0],
            "part": one.key[1],
            "how": one.how,
            "group": one.group,
            "files": sorted(one.names),
        }
        for one in sorted(
            there, key=lambda one: (one.key, one.how, one.group, sorted(one.names))
        )
    ]
    values = {"format": _FORMAT, "periods": dict(sorted(every.items()))}
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _read(folder: Path) -> dict[str, Any]:
    path = folder / RELEASED
    if not path.exists():
        return {}
    try:
        values = json.loads(plain_bytes(path, most=_MOST))
    except (OSError, ValueError, RecursionError):
        values = None
    match values:
        case {"format": "paraplu-network-released", "periods": dict(periods)}:
            if all(map(_are_told, periods.values())):
                return dict(periods)
    raise NoExport(
        say(
            "{file} is damaged, so nobody knows what earlier reports told. Put it back "
            "from a copy.",
            file=RELEASED,
        )
    )


def _are_told(values: object) -> bool:
    """Tell whether a value is a list of sums as they are written."""
    return isinstance(values, list) and all(
        isinstance(one, dict)
        and all(isinstance(one.get(key), str) for key in ("indicator", "part", "how"))
        and isinstance(one.get("group", ""), str)
        and isinstance(one.get("files"), list)
        and all(isinstance(name, str) for name in one["files"])
        for one in values
    )
