"""One check of many, of books that somebody works on: for people, or a line each.

What programs read has a line before and after each check, so that they know which
findings are those of now.
"""

from __future__ import annotations

import importlib
import json
from typing import TYPE_CHECKING

from paraplu.base.language import chosen_language, say
from paraplu_cli.output.as_github import command_of, escaped
from paraplu_cli.output.as_text import closing, findings_text, per_rule
from paraplu_cli.screen import screen_of

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.base.language import Message
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.screen import Screen

# GitHub's commands that show nothing: editors look for them.
BEGINS, ENDS = "::debug::paraplu check begins", "::debug::paraplu check ends"


def told(outcome: Outcome, form: str, now: dt.datetime) -> str:
    """Return what is told of a check: in text without proof, which is of one moment."""
    screen = screen_of(outcome.language)
    if form == "github":
        commands = [command_of(finding, outcome) for finding in outcome.findings]
        return _lines(commands)
    if form != "text":
        output = importlib.import_module(f"paraplu_cli.output.as_{form}")
        return _in_one_line(json.loads(output.render(outcome, screen)))
    return _page(
        [
            *findings_text(outcome, screen),
            *per_rule(outcome, screen),
            *closing(outcome, screen),
        ],
        screen,
        now,
    )


def failed(why: Message, form: str, now: dt.datetime) -> str:
    """Return what is told where the books cannot be checked just now."""
    language = chosen_language()
    said = language.render(why)
    if form == "github":
        return _lines([f"::error::{escaped(said)}"])
    if form != "text":
        return _in_one_line({"error": said})
    screen = screen_of(language)
    return _page(screen.wrapped(said, "", "  "), screen, now)


def _lines(commands: list[str]) -> str:
    return "\n".join([BEGINS, *commands, ENDS, ""])


def _in_one_line(data: object) -> str:
    return json.dumps(data, ensure_ascii=False) + "\n"


def _page(lines: list[str], screen: Screen, now: dt.datetime) -> str:
    """Return lines for people: alone on a terminal, else below those of before."""
    said = screen.language.render(
        say(
            "Checked at {time}, and again when you save. Ctrl-C stops it.",
            time=f"{now:%H:%M:%S}",
        )
    )
    if screen.bars:
        # As `clear` does: from the top, with nothing below.
        return "\x1b[2J\x1b[H" + "\n".join([*lines, "", said, ""])
    return "\n".join([f"--- {said}", *lines, ""])
