"""The regions that figures are told by: labour-market regions, and provinces.

Never a municipality: mostly there is one cooperative in it, so that every figure of it
would have to be withheld. The regions are those of the Regeling SUWI, art. 9, as of
2026; the provinces those of the Constitution.
"""

from __future__ import annotations

# As of this day; a region that is divided or gets another name comes beside these.
AS_OF = "2026-01-01"

LABOUR_MARKET = (
    *("Achterhoek", "Amersfoort", "Drechtsteden", "Drenthe", "Flevoland"),
    *("FoodValley", "Friesland", "Gooi en Vechtstreek", "Gorinchem", "Groningen"),
    *("Groot Amsterdam", "Haaglanden", "Helmond-De Peel", "Holland Rijnland"),
    *("Midden-Brabant", "Midden-Gelderland", "Midden-Holland", "Midden-Limburg"),
    *("Midden-Utrecht", "Noord-Holland Noord", "Noord-Limburg", "Noordoost-Brabant"),
    *("Regio Zwolle", "Rijk van Nijmegen", "Rijnmond", "Rivierenland"),
    *("Stedendriehoek en Noordwest Veluwe", "Twente", "West-Brabant"),
    *("Zaanstreek/Waterland", "Zeeland", "Zuid-Holland Centraal"),
    *("Zuid-Kennemerland en IJmond", "Zuid-Limburg", "Zuidoost-Brabant"),
)
PROVINCES = (
    *("Drenthe", "Flevoland", "Friesland", "Gelderland", "Groningen", "Limburg"),
    *("Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland"),
    "Zuid-Holland",
)
REGIONS = frozenset({*LABOUR_MARKET, *PROVINCES})


def region_of(text: str) -> str | None:
    """Return a region as it is written, whatever letters are large; None of another."""
    wanted = text.strip().casefold()
    return next((one for one in sorted(REGIONS) if one.casefold() == wanted), None)
