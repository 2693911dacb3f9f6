"""Which row of an exploitation budget costs stand in, by the words of their account.

The register says it (`cost_rows:`), or else the words do, English and Dutch: of the
account's name from its end, `Costs:Market:StallRent` as `Rent`, `Stall`, `Market`. What
fits nowhere is general, and the paper says which costs those are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.register.exploitation import CostRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Account, Chart

_WORD = re.compile(r"[^\W\d_][^\WA-Z\d_]*")
# A Dutch word ends in what it is: Kraamhuur is huur. A short one is there by chance.
_LONG_ENOUGH = 4
_EMPTY = re.compile(r"(?:kosten|costs|fees)$")

_WORDS: Mapping[CostRow, str] = {
    CostRow.PURCHASES: (
        "purchases purchase materials material ingredients packaging fabric wood parts "
        "goods stock inkoop inkopen materialen materiaal ingrediënten grondstoffen "
        "verpakking verpakkingen stoffen hout onderdelen goederen voorraad"
    ),
    CostRow.STAFF: (
        "staff wages salary salaries personnel subcontractors personeel loon lonen "
        "salaris salarissen inhuur"
    ),
    CostRow.HOUSING: (
        "rent housing stall workshop energy electricity heating fittings huur "
        "huisvesting kraam werkplaats energie stroom gas water verwarming inrichting"
    ),
    CostRow.PROMOTION: (
        "advertising promotion marketing webshop website hosting domain signs flyers "
        "logo design reclame promotie advertenties webwinkel domein borden folders "
        "visitekaartjes ontwerp"
    ),
    CostRow.TRANSPORT: (
        "transport travel fuel car van bicycle parking shipping postage vervoer reis "
        "reizen brandstof benzine auto bus fiets parkeren verzending porto"
    ),
    CostRow.INSURANCE: "insurance insurances verzekering verzekeringen",
    CostRow.ADMINISTRATION: (
        "administration bookkeeping accountant accounting office phone internet "
        "software bank card administratie boekhouding kantoor telefoon pin betaal"
    ),
    CostRow.DEPRECIATION: "depreciation afschrijving afschrijvingen",
}
_ROWS = {word: row for row, words in _WORDS.items() for word in words.split()}
_BY_LENGTH = sorted(
    (word for word in _ROWS if len(word) >= _LONG_ENOUGH), key=len, reverse=True
)


class CostRows:
    """Tells the row of each account of costs, in the words of one register."""

    def __init__(self, chart: Chart, said: Mapping[str, CostRow]) -> None:
        known = ((chart.member_class(path), row) for path, row in said.items())
        self._said = {found[1]: row for found, row in known if found}

    def row(self, account: Account) -> CostRow | None:
        """Return the row of an account, None where nothing tells it."""
        for length in range(len(account.detail), 0, -1):
            row = self._said.get(account.detail[:length])
            if row:
                return row
        words = [
            word.casefold() for part in account.detail for word in _WORD.findall(part)
        ]
        found = (_row_of(word) for word in reversed(words))
        return next(filter(None, found), None)


def _row_of(word: str) -> CostRow | None:
    """Return the row of a word: as it is, without “costs”, or by how it ends."""
    bare = _EMPTY.sub("", word)
    for one in (word, bare, bare.removesuffix("s")):
        if one in _ROWS:
            return _ROWS[one]
    return next((_ROWS[known] for known in _BY_LENGTH if bare.endswith(known)), None)
