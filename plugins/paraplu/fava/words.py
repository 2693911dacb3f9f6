"""What templates say: sentences, amounts and days as the reader's language has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from paraplu.base.durations import clock_text
from paraplu.base.language import Message, PlainNumber, printable
from paraplu.reports.entries import short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.base.language import Language
    from paraplu.ledger.transactions import Transaction

_DIGIT = re.compile(r"\d")


class Words:
    """Says things in one language; `incognito` hides the digits of amounts.

    Everything is plain text: the templates escape it.
    """

    def __init__(self, language: Language, *, incognito: bool = False) -> None:
        self.language = language
        self.incognito = incognito

    def text(self, sentence: str) -> str:
        """Return a sentence without values."""
        return self.language.text(sentence)

    def say(self, template: str, /, **values: object) -> str:
        """Return a sentence with its values."""
        return self.render(Message(template, tuple(values.items())))

    def counted(self, one: str, many: str, /, n: int) -> str:
        """Return the number of something."""
        return self.render(Message(one, (("n", n),), many))

    def render(self, message: Message) -> str:
        """Return a message of the domain."""
        return self._hidden(self.language.render(message))

    def amount(self, value: Decimal) -> str:
        """Return an amount with two decimals."""
        return self._hidden(self.language.amount(value))

    def clock(self, minutes: int) -> str:
        """Return minutes as hours and minutes: 25:10."""
        return self._hidden(clock_text(minutes))

    def whole(self, value: Decimal) -> str:
        """Return a round amount for the axis of a chart, without decimals if it can."""
        if value % 1:
            return self.amount(value)
        return self._hidden(self.language.whole(int(value)))

    def share(self, value: Decimal) -> str:
        """Return a share of one, as a percentage."""
        return f"{self.language.whole(round(value * 100))} %"

    def rates(self, shares: Iterable[Decimal]) -> str:
        """Return the rates of a contribution, empty where there are none."""
        return " / ".join(
            self.language.value(PlainNumber(one * 100, "%")) for one in shares
        )

    def day(self, value: dt.date) -> str:
        """Return a day."""
        return str(value)

    def plain(self, text: object) -> str:
        """Return text of the ledger with its hidden characters made visible."""
        return printable(str(text))

    def title_of(self, transaction: Transaction) -> str:
        """Return what an entry is about, never empty."""
        words = " · ".join(filter(None, (transaction.payee, transaction.narration)))
        return printable(words) or self.text("(no description)")

    def for_templates(self) -> Mapping[str, object]:
        """Return what templates can call; Babel collects what they say."""
        return {
            "text": self.text,
            "say": self.say,
            "counted": self.counted,
            "render": self.render,
            "amount": self.amount,
            "whole": self.whole,
            "clock": self.clock,
            "share": self.share,
            "rates": self.rates,
            "day": self.day,
            "plain": self.plain,
            "short": short,
            "title_of": self.title_of,
            "language": self.language.code,
        }

    def _hidden(self, text: str) -> str:
        return _DIGIT.sub("X", text) if self.incognito else text
