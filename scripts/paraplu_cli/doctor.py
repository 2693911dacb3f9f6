"""`paraplu doctor`: is all there that the books need on this computer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, one_format

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.base.language import Language
    from paraplu_cli.health import HealthPoint

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Looks at what the books need on this computer: Python, Beancount, Fava "
            "and git, the lines in the main file, the register, the check before a "
            "commit, and whether git leaves out what nobody else may see. It changes "
            "nothing. Send its lines along when you ask somebody for help."
        ),
    ),
    examples=(
        ("paraplu doctor", say("the books in this folder")),
        ("paraplu doctor --format json", say("for a program")),
    ),
    statuses=(
        (0, say("all is there")),
        (1, say("something is missing; its line says what to do")),
        (2, say("it could not run; the message says why")),
    ),
)


def doctor(main: Path, members: Path | None, form: str) -> int:
    """Show every point; return the exit status."""
    from paraplu.base.language import chosen_language
    from paraplu_cli.health import points_of
    from paraplu_cli.loading import registered_language
    from paraplu_cli.stream import emit

    language = chosen_language(registered_language(main, members))
    points = list(points_of(main, members))
    if form == "json":
        emit(_as_json(points, language), data=True)
    else:
        emit(_as_text(points, language))
    return int(not all(point.well for point in points))


def _as_text(points: list[HealthPoint], language: Language) -> str:
    from paraplu_cli.screen import screen_of

    screen = screen_of(language)
    lines: list[str] = []
    for point in points:
        said = language.render(point.words)
        lines += screen.wrapped(said, "✓ " if point.well else "✗ ", "  ")
        if point.cure:
            lines += screen.wrapped(language.render(point.cure), "  → ", "    ")
    return "\n".join(lines) + "\n"


def _as_json(points: list[HealthPoint], language: Language) -> str:
    from paraplu_cli.output import data

    return data.as_json(
        {
            "version": 1,
            "points": [
                {
                    "name": point.name,
                    "well": point.well,
                    "message": language.render(point.words),
                    "hint": language.render(point.cure) if point.cure else None,
                }
                for point in points
            ],
        }
    )


command = Command("doctor", _GUIDE, [MAIN, MEMBERS, one_format("text", "json")], doctor)
