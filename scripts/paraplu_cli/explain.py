"""`paraplu explain`: the table of rules, and the page of each."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from paraplu.base.language import chosen_language, counted, say
from paraplu.rules.pages import page_of
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide

if TYPE_CHECKING:
    from paraplu_cli.screen import Screen

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Prints the page of a rule: what it is for, an entry that breaks it, and "
            "how to fix it. Without a code it lists all rules."
        ),
    ),
    examples=(
        ("paraplu explain", say("all rules")),
        ("paraplu explain PF01", say("one rule")),
    ),
    statuses=(
        (0, say("it was shown")),
        (2, say("there is no such rule, or it could not run")),
    ),
)
_SHORT = 8


def explain(code: str | None) -> int:
    """Print a rule's page, or the list of rules; return the exit status."""
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    screen = screen_of(chosen_language())
    lines = _list(screen) if code is None else [_page(_known(code), screen)]
    emit("\n".join([*lines, "", _proof(screen)]) + "\n")
    return 0


def _known(code: str) -> str:
    """Return the code of a rule as the rule writes it; Stopped where there is none."""
    from paraplu.rules import RULES

    known = code.upper()
    if known in RULES:
        return known
    near = difflib.get_close_matches(known, RULES, 3, 0.5)
    message = say("There is no rule “{code}”.", code=code)
    if near:
        message = say(
            "There is no rule “{code}”. Similar: {near}.",
            code=code,
            near=", ".join(near),
        )
    raise Stopped(message)


def _list(screen: Screen) -> list[str]:
    from paraplu.rules import RULES
    from paraplu_cli.table import TableColumn, table

    language = screen.language
    columns = [
        TableColumn(language.text("code")),
        TableColumn(language.text("severity")),
        TableColumn(language.text("rule")),
    ]
    rows = [
        [
            f"{rule.code} †" if rule.waivable else rule.code,
            language.render(rule.severity.word),
            language.render(rule.title),
        ]
        for rule in RULES.values()
    ]
    legend = language.text(
        "† can be waived on the entry itself; paraplu explain EV06 says how."
    )
    return [*table(columns, rows, screen), "", *screen.wrapped(legend, "", "  ")]


def _page(code: str, screen: Screen) -> str:
    """Return the page of a rule; even without its page the rule says what it is."""
    from paraplu.rules import RULES

    rule = RULES[code]
    title = screen.language.render(rule.title)
    bare = f"{code}  {screen.language.render(rule.severity.word)}  {title}"
    return page_of(code, screen.language.code) or bare


def _proof(screen: Screen) -> str:
    from paraplu.ledger.checksums import rules_checksum
    from paraplu.rules import RULES

    return screen.language.render(
        say(
            "{rules}; checksum {checksum}",
            rules=counted("{n} rule", "{n} rules", len(RULES)),
            checksum=rules_checksum()[:_SHORT],
        )
    )


command = Command(
    "explain", _GUIDE, [click.Argument(["code"], required=False)], explain
)
