"""What all pages in Fava share: how they begin, how they fail, how they are found.

Whatever goes wrong in a page stays in that page: Fava starts, and the page says what
happened. A page is a class with a `title`, a `template` and a `content`.
"""

from __future__ import annotations

import logging
from functools import cached_property
from typing import TYPE_CHECKING, Any

from fava.ext import FavaExtensionBase
from markupsafe import Markup

from paraplu.fava.links import Links
from paraplu.fava.load import Load, load_of
from paraplu.fava.request import Asked, fava_language
from paraplu.fava.words import Words
from paraplu.register import RegisterUnreadable

if TYPE_CHECKING:
    from collections.abc import Mapping

    import jinja2
    from fava.core import FavaLedger

    from paraplu.language import Message

log = logging.getLogger(__name__)


class Page(FavaExtensionBase):
    """A page in Fava's sidebar; `ParapluMembers.html` holds one line that calls it."""

    title: Message
    template: str

    def __init__(self, ledger: FavaLedger, _config: str | None = None) -> None:
        """Take the ledger; there is nothing to set, so a setting can't break Fava."""
        super().__init__(ledger)

    # Fava reads an attribute, for which a property will do: the language is the
    # reader's, and only known while a request is answered.
    @property
    def report_title(self) -> str:  # type: ignore[override]
        """The name of the page in the sidebar, in the language of the reader."""
        return fava_language().render(self.title)

    def after_load_file(self) -> None:
        """Take over what the plugin judged; nothing is worked out yet."""
        load_of(self.ledger)

    @cached_property
    def jinja_env(self) -> jinja2.Environment:
        """Fava's templates and ours; a name that nothing was given for is a fault."""
        return super().jinja_env

    def content(self, load: Load, asked: Asked) -> Mapping[str, Any]:
        """Return what the template shows.

        Raises:
            RegisterUnreadable: there is no register to make it of.
        """
        raise NotImplementedError

    def html(self) -> Markup:
        """Return the page, or one that says why it cannot be shown."""
        asked = Asked()
        try:
            return self._shown(asked)
        except RegisterUnreadable as fault:
            return self._render("_unreadable.html", asked, {"why": fault.message})
        except Exception as fault:
            log.exception("a page of paraplu failed")
            why = f"{type(fault).__name__}: {fault}"
            return self._render("_failed.html", asked, {"why": why})

    def _shown(self, asked: Asked) -> Markup:
        load = load_of(self.ledger)
        register = load.judgement.register
        if register.faults:
            return self._render("_faults.html", asked, {"faults": register.faults})
        return self._render(self.template, asked, self.content(load, asked))

    def _render(self, name: str, asked: Asked, content: Mapping[str, Any]) -> Markup:
        words = Words(asked.language, incognito=asked.incognito)
        text = self.jinja_env.get_template(name).render(
            **words.for_templates(),
            asked=asked,
            links=Links(self.ledger),
            page=self,
            pages=self.pages(),
            **content,
        )
        # The template escaped what came of the ledger.
        return Markup(text)  # noqa: S704

    def pages(self) -> list[Page]:
        """Return all pages of ours that this ledger has, as the sidebar has them."""
        known = self.ledger.extensions
        names = [details.name for details in known.extension_details]
        extensions = map(known.get_extension, names)
        return [one for one in extensions if isinstance(one, Page)]
