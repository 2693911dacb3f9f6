"""The page of what there is to do, and with `?rule=PF01` that of a rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from paraplu.base.language import say
from paraplu.fava.due import SAID
from paraplu.fava.page import Page, PageView
from paraplu.fava.request import PageRequest
from paraplu.fava.rule_text import rule_text
from paraplu.ledger.books import LedgerError
from paraplu.ledger.transactions import source_of
from paraplu.plugin import ParapluError
from paraplu.reports.todo import todo_in
from paraplu.rules import RULES
from paraplu.rules.beancount import judge as judge_beancount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from paraplu.base.findings import Finding
    from paraplu.fava.load import Load
    from paraplu.reports.todo import MemberFindings, Urgency

# What shows all rules, in the place of a code.
ALL = "all"

# How many findings are shown of one member, and on the page. Books that nobody kept
# well can have a hundred thousand.
_MOST_OF_ONE = 200
_MOST = 1000


@dataclass(frozen=True)
class Listed:
    """Findings of one member, and how many more there are that are not shown."""

    share: MemberFindings
    shown: tuple[Finding, ...]
    left_out: int


class ParapluToDo(Page):
    """What has to be done, the most urgent first."""

    title = say("To do")
    arguments = ("rule",)

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return what there is to do, or what a rule is for."""
        code = asked.argument("rule")
        if code:
            return _rule(code, asked)
        every = load.once(
            ("todo",), lambda known: todo_in(known, self._of_beancount(load))
        )
        view = every.within(asked.span)
        values = {"view": view, "listed": _listed(view.urgencies), **SAID}
        return PageView("_todo.html", values)

    def _usable(self, load: Load) -> PageView | None:
        """Show a rule even where the books cannot be: it may be the one about that."""
        return None if PageRequest().argument("rule") else super()._usable(load)

    def _of_beancount(self, load: Load) -> list[Finding]:
        """Return what Beancount and Fava themselves find wrong.

        Beancount validates after its plugins have run, so the verdict cannot have it.
        """
        # Fava's types leave out that Beancount takes any shape for an error.
        every: list[Any] = list(self.ledger.errors)
        errors = tuple(
            LedgerError(error.message, source_of(error.source or {}))
            for error in every
            if not isinstance(error, ParapluError)
        )
        known = load.judgement
        return list(
            judge_beancount(replace(known.books, errors=errors), known.register)
        )


def _rule(code: str, asked: PageRequest) -> PageView:
    rule = RULES.get(code.upper())
    if rule is None:
        unknown = "" if code == ALL else code
        return PageView("_rules.html", {"rules": RULES.values(), "unknown": unknown})
    return PageView(
        "_rule.html", {"rule": rule, "page_text": rule_text(rule.code, asked.language)}
    )


def _listed(urgencies: Iterable[Urgency]) -> list[tuple[Urgency, list[Listed]]]:
    room = _MOST
    shown = []
    for urgency in urgencies:
        lists = []
        for share in urgency.shares:
            here = share.findings[: min(_MOST_OF_ONE, room)]
            room -= len(here)
            lists.append(Listed(share, here, len(share.findings) - len(here)))
        shown.append((urgency, lists))
    return shown
