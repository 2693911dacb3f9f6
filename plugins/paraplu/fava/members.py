"""The page of all members, and with `?member=L07` that of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from paraplu.fava.page import Page
from paraplu.language import say
from paraplu.views.members import members_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from paraplu.fava.load import Load
    from paraplu.fava.request import Asked


class ParapluMembers(Page):
    """How each member stands."""

    title = say("Members")
    template = "_members.html"
    has_js_module = True

    def content(self, load: Load, asked: Asked) -> Mapping[str, Any]:
        """Return the members over the days of the time filter."""
        span = asked.span
        view = load.once(("members", span), lambda known: members_in(known, span))
        return {"view": view, "judgement": load.judgement}
