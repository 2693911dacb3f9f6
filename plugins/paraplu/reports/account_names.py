"""What accounts and purposes are called where people read, instead of by their names.

`Expenses:Members:L02:Costs:StallRent` is costs: stall rent, whatever the chart of the
books calls costs. The detail of a name is the bookkeeper's own, and stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.chart import Kind
from paraplu.base.language import Message, say
from paraplu.base.vocabulary import DUTCH, ENGLISH
from paraplu.reports.entries import short

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.base.chart import Account

_KINDS: Mapping[Kind, Message] = {
    Kind.SALES: say("turnover"),
    Kind.INTERNAL_SALES: say("service to another member"),
    Kind.COSTS: say("costs"),
    Kind.CONTRIBUTION: say("contribution"),
    Kind.GROWTH: say("growth"),
    Kind.TRAINING: say("training"),
    Kind.SET_OFF: say("set-off"),
    Kind.EQUIPMENT: say("equipment"),
    Kind.STOCK: say("stock"),
    Kind.RECEIVABLE: say("to be received"),
    Kind.CASH: say("cash"),
    Kind.PREPAID: say("paid in advance"),
    Kind.PAYABLE: say("still to be paid"),
    Kind.DEPOSIT: say("received in advance"),
    Kind.START_CAPITAL: say("start capital"),
    Kind.THERMOMETER: say("brought over to the thermometer"),
    Kind.BANK: say("bank"),
    Kind.COOP_CASH: say("cash"),
    Kind.CLEARING: say("under way"),
    Kind.COOP_RECEIVABLE: say("to be received"),
    Kind.COOP_PAYABLE: say("still to be paid"),
    Kind.VAT_CLAIM: say("VAT"),
    Kind.VAT_DUE: say("VAT"),
    Kind.MUNICIPALITY: say("municipality"),
}
_PURPOSES: Mapping[str, Message] = {
    "Growth": say("growth"),
    "Training": say("training"),
    "StartCapital": say("start capital"),
    "Coop": say("the cooperative itself"),
    "Equipment": say("equipment"),
    "Costs": say("costs"),
}
# Where a new word begins in a name such as StallRent.
_WORD = re.compile(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ])")


def account_in_words(account: Account) -> Message | str:
    """Return what an account is called: costs: stall rent; else what its name says."""
    word = _KINDS.get(account.kind)
    return _joined(word, account.detail) if word else short(account)


def purpose_said(purpose: str, words: Mapping[str, str]) -> Message | str:
    """Return what a fund was used for, in words; `words` are those of the chart.

    Empty where the books name no purpose.
    """
    first, *detail = purpose.split(":")
    # The register may say it in either language, whatever the chart has.
    known = {
        said: word for chart in (DUTCH, ENGLISH, words) for word, said in chart.items()
    }
    word = _PURPOSES.get(known.get(first, ""))
    return _joined(word, detail) if word else in_words(purpose)


def in_words(detail: str) -> str:
    """Return a part of a name as words: StallRent is Stall rent."""
    parts = [part for one in detail.split(":") for part in _WORD.split(one)]
    first, *more = parts
    # A word of capitals alone is an abbreviation.
    return " ".join([first, *(w if w.isupper() else w.lower() for w in more)])


def _joined(word: Message, detail: tuple[str, ...] | list[str]) -> Message:
    if not detail:
        return word
    said = ", ".join(map(in_words, detail))
    return Message("{word}: {detail}", (("word", word), ("detail", said)))
