"""What all pages in Fava share: how they begin, how they fail, how they are found.

Whatever goes wrong in a page stays in that page: Fava starts, and the page says what
happened. A page is a class with a `title`, and with a `shown` that chooses a template;
that extends `_page.html`. Beside it lies a file named as the class, with the one line
`{{ extension.html() }}`, by which Fava finds it.
"""

from __future__ import annotations

import logging
import os
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from fava.ext import FavaExtensionBase
from markupsafe import Markup

from paraplu.base.findings import Severity
from paraplu.base.language import chosen_language, say
from paraplu.base.periods import Period
from paraplu.base.periods import PeriodLength as Length
from paraplu.fava.foot import foot_of
from paraplu.fava.links import PageLinks
from paraplu.fava.load import load_of
from paraplu.fava.reach import unlist
from paraplu.fava.request import PageRequest, fava_language
from paraplu.fava.shortened import shorten
from paraplu.fava.tasks import of_beancount, work_of
from paraplu.fava.words import Words
from paraplu.register import RegisterUnreadable
from paraplu.reports.span import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from fava.core import FavaLedger

    from paraplu.base.language import Message
    from paraplu.fava.load import Load
    from paraplu.ledger.books import Books
    from paraplu.rules.verdict import Judgement

log = logging.getLogger(__name__)

_YEARS_SHOWN = 5
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class PageView(NamedTuple):
    """A template, and what it shows."""

    template: str
    values: Mapping[str, Any]


class Page(FavaExtensionBase):
    """A page in Fava's sidebar; what must stay in its address is in `arguments`.

    `reads` is the part of the register without which it has nothing to show.
    """

    title: Message
    reads: str = "members"
    arguments: tuple[str, ...] = ()

    def __init__(self, ledger: FavaLedger, _config: str | None = None) -> None:
        super().__init__(ledger)

    # Fava reads an attribute, for which a property will do: the language is the
    # reader's, and only known while a request is answered.
    @property
    def report_title(self) -> str:  # type: ignore[override]
        """The name of the page in the sidebar, in the language of the reader."""
        return fava_language().render(self.title)

    def after_load_file(self) -> None:
        """Take over what the plugin judged; nothing is worked out yet."""
        known = load_of(self.ledger).known
        if known and known.register.private_file:
            private = os.path.realpath(known.register.private_file)
            unlist(self.ledger.options, frozenset({private}))
        shorten(self.ledger)

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return what is shown to who asks."""
        raise NotImplementedError

    def html(self, refusal: Message | None = None) -> Markup:
        """Return the page, or one that says why it cannot be shown.

        A refusal is said above what there is to show.
        """
        asked = PageRequest()
        try:
            load = load_of(self.ledger)
            shown = self._usable(load) or self.shown(load, asked)
            return self._render(shown, asked, self._around(load, asked), refusal)
        except RegisterUnreadable as fault:
            return self._render(
                PageView("_unreadable.html", {"why": fault.message}), asked
            )
        except Exception as fault:
            said = say("A page of paraplu could not be made:")
            log.exception("%s", chosen_language().render(said))
            why = f"{type(fault).__name__}: {fault}"
            return self._render(PageView("_failed.html", {"why": why}), asked)

    def trouble(self, load: Load) -> dict[str, Any]:
        """Return how many errors there are, and how many Beancount itself finds."""
        findings = load.judgement.verdict.findings
        return {
            "unread": len(of_beancount(self.ledger, load)),
            "errors": sum(f.severity is Severity.ERROR for f in findings),
        }

    def _around(self, load: Load, asked: PageRequest) -> dict[str, Any]:
        """Return what stands around every page of books that can be shown."""
        known = load.judgement
        around: dict[str, Any] = {"periods": _times(known.books)}
        if not self._can_show(known):
            return around
        around["beside"] = _beside(known.books, asked)
        around["faults_left"] = len(known.register.faults)
        if known.books.first_day:
            around["printed"] = foot_of(load, asked.span)
        if known.register.knows("members"):
            around["waiting"] = work_of(self.ledger, load, Span()).count
        return around

    def _usable(self, load: Load) -> PageView | None:
        """Return what is shown where there can be no figures, None where there can."""
        judgement = load.judgement
        if not self._can_show(judgement):
            return PageView("_faults.html", {"faults": judgement.register.faults})
        if not judgement.books.size and not judgement.register.members:
            return PageView("_empty.html", {})
        return None

    def _can_show(self, judgement: Judgement) -> bool:
        """Tell whether the register is known as far as this page needs it."""
        register = judgement.register
        return register.usable and register.knows(self.reads)

    def _render(
        self,
        shown: PageView,
        asked: PageRequest,
        around: Mapping[str, Any] = _NOTHING,
        refusal: Message | None = None,
    ) -> Markup:
        words = Words(asked.language, incognito=asked.incognito)
        links = PageLinks(self.ledger)
        here = {name: asked.argument(name) for name in self.arguments}
        text = self.jinja_env.get_template(shown.template).render(
            **words.for_templates(),
            asked=asked,
            links=links,
            page=self,
            pages=self.pages(),
            times=[
                (time, links.page(self.name, **here, time=str(time)))
                for time in around.get("periods", ())
            ],
            refusal=refusal,
            everything=links.page(self.name, **here, time=""),
            **around,
            **shown.values,
        )
        # The template escaped what came of the ledger.
        return Markup(text)  # noqa: S704

    def pages(self) -> list[Page]:
        """Return all pages of ours that this ledger has, as the sidebar has them."""
        known = self.ledger.extensions
        names = [details.name for details in known.extension_details]
        extensions = map(known.get_extension, names)
        return [one for one in extensions if isinstance(one, Page)]


def _times(books: Books) -> list[Period]:
    """Return the last years, the newest quarter and the newest month of the books."""
    if books.first_day is None or books.newest_day is None:
        return []
    newest = books.newest_day
    first = max(books.first_day.year, newest.year - _YEARS_SHOWN + 1)
    years = [Period(year, 1, Length.YEAR) for year in range(first, newest.year + 1)]
    return [*years, Period.of(newest, Length.QUARTER), Period.of(newest, Length.MONTH)]


def _beside(books: Books, asked: PageRequest) -> tuple[dt.date, dt.date] | None:
    """Return from when to when the books go, where a period lies beside them."""
    first, span = books.first_day, asked.span
    if first is None or (span.begin <= books.today and span.end >= first):
        return None
    return first, books.today
