"""What accounts of costs and income are about, by the words of their names.

The one list of such words, English and Dutch, for all papers: one may have other groups
than the next, but none takes an account for something else. A name is read from its
end, `Costs:Market:StallRent` as `StallRent`, `Rent`, `Stall`, `Market`.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.base.chart import Account

_WORD = re.compile(r"[^\W\d_][^\WA-Z\d_]*")
_NO_LETTER = re.compile(r"[\W\d_]+")
# A Dutch word ends in what it is: Kraamhuur is huur. A short one is there by chance.
_LONG_ENOUGH = 4
_EMPTY = re.compile(r"(?:kosten|costs|fees)$")


class Topic(StrEnum):
    """What an account is about."""

    PURCHASES = "purchases"
    WAGES = "wages"
    HIRED = "hired"
    HOUSING = "housing"
    PROMOTION = "promotion"
    TRANSPORT = "transport"
    INSURANCE = "insurance"
    ADMINISTRATION = "administration"
    DEPRECIATION = "depreciation"
    TAXES = "taxes"
    INTEREST = "interest"
    GIFTS = "gifts"
    GRANTS = "grants"
    REFUNDS = "refunds"


WORDS: Mapping[Topic, str] = {
    Topic.PURCHASES: (
        "purchases purchase materials material ingredients packaging fabric wood parts "
        "goods stock inkoop inkopen materialen materiaal ingrediënten ingredienten "
        "grondstoffen grondstof verpakking verpakkingen stoffen stof hout onderdelen "
        "goederen voorraad"
    ),
    Topic.WAGES: (
        "staff wages wage salary salaries personnel pension socialsecurity personeel "
        "loon lonen salaris salarissen pensioen socialelasten"
    ),
    Topic.HIRED: "subcontractors inhuur",
    Topic.HOUSING: (
        "rent housing stall workshop energy electricity heating fittings huur "
        "huisvesting kraam werkplaats energie stroom gas water verwarming inrichting"
    ),
    Topic.PROMOTION: (
        "advertising promotion marketing webshop website hosting domain signs flyers "
        "logo design reclame promotie advertenties webwinkel domein borden folders "
        "visitekaartjes ontwerp"
    ),
    Topic.TRANSPORT: (
        "transport travel fuel car van bicycle parking shipping postage vervoer reis "
        "reizen brandstof benzine auto bus fiets parkeren verzending porto"
    ),
    Topic.INSURANCE: "insurance insurances verzekering verzekeringen",
    Topic.ADMINISTRATION: (
        "administration bookkeeping accountant accounting office phone internet "
        "software bank card administratie boekhouding kantoor telefoon pin betaal"
    ),
    Topic.DEPRECIATION: "depreciation afschrijving afschrijvingen",
    Topic.TAXES: "corporatetax vennootschapsbelasting vpb",
    Topic.INTEREST: "interest rente",
    Topic.GIFTS: (
        "gifts gift donations donation giften schenkingen schenking donaties donatie"
    ),
    Topic.GRANTS: "grants grant subsidies subsidy subsidie",
    Topic.REFUNDS: "refunds refund restitutie restituties teruggave",
}
_TOPICS = {word: topic for topic, words in WORDS.items() for word in words.split()}
_BY_LENGTH = sorted(
    (word for word in _TOPICS if len(word) >= _LONG_ENOUGH), key=len, reverse=True
)


def topic_of(account: Account) -> Topic | None:
    """Return what an account is about, None where its name does not tell."""
    found = map(_topic, _words(account))
    return next(filter(None, found), None)


def _words(account: Account) -> Iterator[str]:
    """Yield the words of an account, from the end: each part whole, then its words."""
    for part in reversed(account.detail):
        yield _NO_LETTER.sub("", part).casefold()
        yield from (word.casefold() for word in reversed(_WORD.findall(part)))


@lru_cache(maxsize=4096)
def _topic(word: str) -> Topic | None:
    """Return the topic of a word: as it is, without “costs”, or by how it ends."""
    bare = _EMPTY.sub("", word)
    for one in (word, bare, bare.removesuffix("s")):
        if one in _TOPICS:
            return _TOPICS[one]
    ends = (_TOPICS[known] for known in _BY_LENGTH if bare.endswith(known))
    return next(ends, None)
