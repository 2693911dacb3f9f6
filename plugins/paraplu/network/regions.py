"""The regions that figures are told by: labour-market regions, and provinces.

Never a municipality: mostly there is one cooperative in it, so that every figure of it
would have to be withheld.

The 35 labour-market regions are those of the Besluit werkgebieden UWV 2015
(BWBR0036164), bijlage 3, with the codes of CBS ("Regionale kerncijfers Nederland",
70072ned). UWV still counted 35 in 2025. Where UWV has come to call one otherwise than
that list does, its present name stands here, and the other beside it.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING

from paraplu.base.language import Message, printable, say

if TYPE_CHECKING:
    from collections.abc import Mapping

# Each by its code at CBS.
LABOUR_MARKET: Mapping[str, str] = {
    "AM01": "Groningen",
    "AM02": "Friesland",
    "AM03": "Drenthe",
    "AM05": "Twente",
    "AM06": "Stedendriehoek en Noordwest Veluwe",
    "AM07": "Midden-Gelderland",
    "AM08": "Rijk van Nijmegen",
    "AM09": "Achterhoek",
    "AM10": "Rivierenland",
    "AM11": "Flevoland",
    "AM12": "Gooi en Vechtstreek",
    "AM13": "Midden-Utrecht",
    "AM14": "Amersfoort",
    "AM15": "Noord-Holland Noord",
    "AM17": "Zaanstreek/Waterland",
    "AM18": "Groot Amsterdam",
    "AM19": "Holland Rijnland",
    "AM20": "Midden-Holland",
    "AM21": "Haaglanden",
    "AM22": "Rijnmond",
    "AM23": "Drechtsteden",
    "AM24": "Zeeland",
    "AM25": "West-Brabant",
    "AM26": "Midden-Brabant",
    "AM27": "Noordoost-Brabant",
    "AM28": "Zuidoost-Brabant",
    "AM29": "Noord-Limburg",
    "AM30": "Zuid-Limburg",
    "AM32": "Helmond-De Peel",
    "AM33": "Midden-Limburg",
    "AM34": "Zuid-Holland Centraal",
    "AM35": "Gorinchem",
    "AM36": "Regio Zwolle",
    "AM37": "Zuid-Kennemerland en IJmond",
    "AM38": "FoodValley",
}
# The twelve provinces of the country.
PROVINCES = (
    *("Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg"),
    *("Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland"),
    "Zuid-Holland",
)
REGIONS = frozenset({*LABOUR_MARKET.values(), *PROVINCES})
# What people, UWV and CBS call them too.
_ALSO: Mapping[str, str] = {
    "Food Valley": "FoodValley",
    "Fryslân": "Friesland",
    "Fryslan": "Friesland",
    "Gooi- en Vechtstreek": "Gooi en Vechtstreek",
    "IJsselvechtstreek": "Regio Zwolle",
    "IJsselvechtstreek / Zwolle": "Regio Zwolle",
    "Noord-Holland (Noord)": "Noord-Holland Noord",
    "Stedendriehoek": "Stedendriehoek en Noordwest Veluwe",
    "Veluwe Stedendriehoek": "Stedendriehoek en Noordwest Veluwe",
    "Groot-Amsterdam": "Groot Amsterdam",
    "Zaanstreek / Waterland": "Zaanstreek/Waterland",
    "Zaanstreek-Waterland": "Zaanstreek/Waterland",
}
_NAMES = {
    **{name.casefold(): region for name, region in _ALSO.items()},
    **{code.casefold(): region for code, region in LABOUR_MARKET.items()},
    **{region.casefold(): region for region in REGIONS},
}

# What may stand before the name of a region.
_KINDS = ("provincie ", "arbeidsmarktregio ", "province ")


def region_of(text: str) -> str | None:
    """Return a region as it is written here; None of what is no region.

    It may be given by its code at CBS, by another name, and in small letters.
    """
    plain = unicodedata.normalize("NFC", " ".join(text.split())).casefold()
    found = _NAMES.get(plain)
    if found is None and plain.startswith(_KINDS):
        return _NAMES.get(plain.partition(" ")[2])
    return found


def no_region(text: str) -> Message:
    """Return what is said of a place that is no region, with the nearest names."""
    near = get_close_matches(text.casefold(), _NAMES, n=3, cutoff=0.5)
    names = ", ".join(dict.fromkeys(_NAMES[one] for one in near))
    if not names:
        return say(
            "“{region}” is a place, where a labour-market region or a province is "
            "wanted. A municipality mostly has one cooperative, and would tell of "
            "it.",
            region=printable(text),
        )
    return say(
        "“{region}” is a place, where a labour-market region or a province is wanted, "
        "such as {names}. A municipality mostly has one cooperative, and would tell of "
        "it.",
        region=printable(text),
        names=names,
    )
