"""The page of what there is to do, and with `?rule=PF01` that of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.fava.page import Page, PageView
from paraplu.fava.request import PageRequest
from paraplu.fava.rule_text import rule_text
from paraplu.fava.tasks import work_of
from paraplu.fava.todo_lists import listed
from paraplu.rules import RULES

if TYPE_CHECKING:
    from paraplu.fava.load import Load

# What shows all rules, in the place of a code.
ALL = "all"


class ParapluToDo(Page):
    """What has to be done, by what somebody does, the gravest first."""

    title = say("To do")
    arguments = ("rule",)

    def shown(self, load: Load, asked: PageRequest) -> PageView:
        """Return what there is to do, one task of it, or what a rule is for."""
        code = asked.argument("rule")
        if code:
            return _rule(load, code, asked)
        work = work_of(self.ledger, load, asked.span)
        name, number = asked.argument("task"), asked.argument("from")
        lists = listed(work.tasks, name, number)
        values = {
            "view": work.view,
            "tasks": [one for one in lists if one.task.presses],
            "talks": [one for one in lists if not one.task.presses],
            "alone": name in {one.name for one in lists},
            "count": work.count,
            "waits": [one for one in work.view.waiting if not one.late],
        }
        return PageView("_todo.html", values)

    def _usable(self, load: Load) -> PageView | None:
        """Show a rule even where the books cannot be: it may be the one about that."""
        return None if PageRequest().argument("rule") else super()._usable(load)


def _rule(load: Load, code: str, asked: PageRequest) -> PageView:
    rule = RULES.get(code.upper())
    if rule is None:
        unknown = "" if code == ALL else code
        return PageView("_rules.html", {"rules": RULES.values(), "unknown": unknown})
    known = load.known
    found = known.verdict.findings if known else ()
    here = [one for one in found if one.code == rule.code]
    return PageView(
        "_rule.html",
        {
            "rule": rule,
            "page_text": rule_text(rule.code, asked.language),
            "here": here,
        },
    )
