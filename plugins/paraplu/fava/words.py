"""What templates say: sentences, amounts and days as the reader's language has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from paraplu.base.durations import clock_text
from paraplu.base.language import Message, PlainNumber, printable, say
from paraplu.base.periods import PeriodLength
from paraplu.bookkeeping.documents.words import month_said
from paraplu.rendering.spoken import SpokenLanguage
from paraplu.reports.account_names import account_in_words
from paraplu.reports.entries import short

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.base.dates import Month
    from paraplu.base.language import Language
    from paraplu.base.periods import Period
    from paraplu.fava.foot import PrintedFoot
    from paraplu.ledger.transactions import Transaction

_DIGIT = re.compile(r"\d")
_IN_STYLE = re.compile(r"[^\w .,:·–-]")


class Words:
    """Says things in one language; `incognito` hides the digits of amounts.

    Everything is plain text: the templates escape it.
    """

    def __init__(self, language: Language, *, incognito: bool = False) -> None:
        self.language = SpokenLanguage(language.code)
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

    def money(self, value: Decimal, currency: str) -> str:
        """Return an amount of a headline, with its sign: €1,704.39."""
        return self._hidden(self.language.money(value, currency))

    def headline(self, message: Message, currency: str) -> str:
        """Return a sentence whose whole numbers are amounts: To pay: €110."""
        values = tuple(
            (key, self.language.round_money(value, currency))
            if isinstance(value, int)
            else (key, value)
            for key, value in message.values
        )
        return self.render(Message(message.template, values, message.many))

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
        return f"{self.language.whole(round(value * 100))}%"

    def rates(self, shares: Iterable[Decimal]) -> str:
        """Return the rates of a contribution, empty where there are none."""
        return " / ".join(
            self.language.value(PlainNumber(one * 100, "%")) for one in shares
        )

    def day(self, value: dt.date) -> Markup:
        """Return a day as people write it, and as programs do beside it."""
        short = self.language.short_day(value)
        return Markup('<time datetime="{}">{}</time>').format(value, short)

    def number(self, value: int) -> str:
        """Return how many there are of something."""
        return self.language.whole(value)

    def foot(self, foot: PrintedFoot) -> str:
        """Return what is printed below a page: the period, the day, the checksums."""
        period = (
            say("{begin} to {end}", begin=foot.begin, end=foot.end)
            if foot.begin
            else say("up to {end}", end=foot.end)
        )
        words = say(
            "{period} · books {books} · register {register} · paraplu {version}",
            period=period,
            books=foot.books,
            register=foot.register,
            version=foot.version,
        )
        return self.language.render(words)

    def in_style(self, text: str) -> str:
        """Return a text as a style may have it between quotes: no sign that ends it."""
        return _IN_STYLE.sub("", text)

    def month(self, value: Month) -> str:
        """Return a month in words: March 2026."""
        return self.language.value(value)

    def period(self, value: Period) -> str:
        """Return a period in words: quarter 3 of 2026."""
        return self.language.period(value)

    def part(self, value: Period) -> str:
        """Return a period beside its year: quarter 3, March; a year is 2026."""
        if value.span is PeriodLength.YEAR:
            return str(value)
        if value.span is PeriodLength.MONTH:
            return self.render(month_said(value.number))
        return self.say("quarter {number}", number=value.number)

    def said(self, words: Message | str) -> str:
        """Return what is a message or text of the ledger."""
        return self.plain(words) if isinstance(words, str) else self.render(words)

    def account(self, account: Account) -> str:
        """Return what an account is called where people read."""
        return self.said(account_in_words(account))

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
            "money": self.money,
            "short": short,
            "headline": self.headline,
            "said": self.said,
            "account": self.account,
            "number": self.number,
            "month": self.month,
            "period": self.period,
            "part": self.part,
            "foot": self.foot,
            "in_style": self.in_style,
            "whole": self.whole,
            "clock": self.clock,
            "share": self.share,
            "rates": self.rates,
            "day": self.day,
            "plain": self.plain,
            "title_of": self.title_of,
            "language": self.language.code,
        }

    def _hidden(self, text: str) -> str:
        return _DIGIT.sub("X", text) if self.incognito else text
