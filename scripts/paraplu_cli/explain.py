"""`paraplu explain`: the table of rules, and the page of each."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from paraplu.base.language import chosen_language, counted, say
from paraplu.rules.pages import page_of
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide

if TYPE_CHECKING:
    from paraplu.rules import Rule
    from paraplu_cli.screen import Screen

_GUIDE = Guide(
    usage=say("[OPTIONS] [CODE]"),
    about=(
        say(
            "Prints the page of a rule: what it is for, an entry that breaks it, and "
            "how to fix it. Without a code it lists all rules, and of two letters the "
            "rules that begin with them."
        ),
    ),
    examples=(
        ("paraplu explain", say("all rules")),
        ("paraplu explain PF", say("the rules on where money goes")),
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
    family = _family(code or "")
    lines = _list(family, screen) if family else [_page(_known(code or ""), screen)]
    emit("\n".join([*lines, "", _proof(screen)]) + "\n")
    return 0


def _family(begin: str) -> list[Rule]:
    """Return the rules of a family by its two letters, or all of them by none."""
    from paraplu.rules import RULES

    if len(begin) not in {0, 2}:
        return []
    return [rule for rule in RULES.values() if rule.code.startswith(begin.upper())]


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


def _list(rules: list[Rule], screen: Screen) -> list[str]:
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
        for rule in rules
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
    page = page_of(code, screen.language.code) or bare
    return drawn(page, screen) if screen.colour else page


def drawn(page: str, screen: Screen) -> str:
    """Return a page of Markdown as a terminal shows it: bold headings, no fences."""
    lines = []
    fenced = False
    for line in page.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            lines.append(f"  {line}".rstrip())
        elif line.startswith("#"):
            lines.append(screen.bold(line.lstrip("# ")))
        else:
            lines.append(line)
    return "\n".join(lines)


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


def _beginning(
    _ctx: click.Context, _param: click.Parameter, begin: str
) -> list[CompletionItem]:
    """Return the rules that somebody may mean who typed so far."""
    from paraplu.rules import RULES

    render = chosen_language().render
    return [
        CompletionItem(code, help=render(rule.title))
        for code, rule in RULES.items()
        if code.startswith(begin.upper())
    ]


command = Command(
    "explain",
    _GUIDE,
    [click.Argument(["code"], required=False, shell_complete=_beginning)],
    explain,
)
