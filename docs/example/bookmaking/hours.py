"""The hours of 2026: what members worked, and how they helped each other."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from bookmaking.days import ONE_DAY
from bookmaking.dice import Dice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COLUMNS = ("datum", "lid", "voor", "minuten", "wat", "soort", "bewijs", "akkoord")
_FIRST, _LAST = dt.date(2026, 1, 5), dt.date(2026, 10, 31)
# Whose days are agreed by when the books end: the board looks each month.
_AGREED_UNTIL = dt.date(2026, 9, 30)
_QUARTER = 15

_WORK = {
    "L01": ("kast geschuurd", "stoelen gelijmd", "bureau gebeitst", "foto's geplaatst"),
    "L02": ("taart gebakken", "bestelling gebracht", "bonbons", "etiketten"),
    "L03": ("linosnede", "lijsten gezaagd", "expositie ingericht", "kaarten gedrukt"),
    "L04": ("broek ingekort", "jurk genaaid", "patroon getekend", "gordijnen"),
    "L05": ("lamp bedraad", "kap gevouwen", "fittingen getest", "tafellamp"),
    "L06": ("bonnen geboekt", "aangifte voorbereid", "jaarstukken", "kasboek"),
    "L07": ("webwinkel gebouwd", "storing opgelost", "teksten gezet", "back-up"),
    "L08": ("speelgoed gezaagd", "puzzels gelakt", "blokken geschuurd", "kraampje"),
}
_LEFT = {"L08": dt.date(2026, 4, 30)}
# Away between two times as a member: the first and the last day.
_AWAY = {"L03": (dt.date(2026, 2, 1), dt.date(2026, 2, 15))}
_HELP = ("meegereden naar de markt", "kraam opgebouwd", "foto's gemaakt", "getild")
_OVERHEAD = ("administratie", "inkopen", "offerte gemaakt")


class _Worked(NamedTuple):
    """One row of hours, in the order of the columns but for the minutes."""

    day: dt.date
    member: str
    whom: str
    minutes: int
    what: str
    kind: str
    evidence: str = ""


def write_hours(folder: Path) -> None:
    """Write a file for each member and month into `hours/2026` of a folder."""
    files: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for one in _worked():
        agreed = f"bestuur {_agreed_on(one.day)}" if one.day <= _AGREED_UNTIL else ""
        files[f"{one.member}-{one.day:%Y-%m}.csv"].append(
            (
                *(one.day.isoformat(), one.member, one.whom, str(one.minutes)),
                *(one.what, one.kind, one.evidence, agreed),
            )
        )
    year = folder / "hours" / "2026"
    year.mkdir(parents=True, exist_ok=True)
    for name, rows in files.items():
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(_COLUMNS)
        writer.writerows(sorted(rows))
        (year / name).write_bytes(out.getvalue().encode())


def _agreed_on(day: dt.date) -> dt.date:
    """Return the tenth of the month after a day."""
    return (day.replace(day=28) + 4 * ONE_DAY).replace(day=10)


def _worked() -> Iterator[_Worked]:
    dice = Dice("hours of 2026")
    monday = _FIRST
    while monday <= _LAST:
        for member in _WORK:
            for one in _week(dice, member, monday):
                if one.day <= _LEFT.get(member, _LAST) and not _away(one):
                    yield one
        monday += 7 * ONE_DAY


def _away(one: _Worked) -> bool:
    first, last = _AWAY.get(one.member, (_LAST, _FIRST))
    return first <= one.day <= last


def _week(dice: Dice, member: str, monday: dt.date) -> Iterator[_Worked]:
    """Yield what a member did in a week; a sixth of the weeks is quiet."""
    if dice.chance(16):
        minutes = _QUARTER * dice.number(2, 4)
        yield _Worked(monday, member, "", minutes, dice.pick(_OVERHEAD), "indirect")
        return
    for _ in range(dice.number(2, 3)):
        day = monday + dice.number(0, 5) * ONE_DAY
        minutes = _QUARTER * dice.number(3, 14)
        yield _Worked(day, member, "", minutes, dice.pick(_WORK[member]), "direct")
    if dice.chance(50):
        day, minutes = monday + 4 * ONE_DAY, _QUARTER * dice.number(1, 5)
        yield _Worked(day, member, "", minutes, dice.pick(_OVERHEAD), "indirect")
    if dice.chance(30):
        others = [
            code for code in _WORK if code != member and monday < _LEFT.get(code, _LAST)
        ]
        day, minutes = monday + 5 * ONE_DAY, _QUARTER * dice.number(2, 8)
        yield _Worked(day, member, dice.pick(others), minutes, dice.pick(_HELP), "hulp")
    if dice.chance(8):
        day = monday + 2 * ONE_DAY
        yield _Worked(
            day, member, "", 180, "cursus", "opleiding", "bewijs van deelname"
        )
    if member in {"L01", "L06"} and dice.chance(25):
        day = monday + 3 * ONE_DAY
        yield _Worked(day, member, "COOP", 120, "vergadering bestuur", "bestuur")
