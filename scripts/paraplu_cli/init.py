"""`paraplu init`: a new repository of books, with everything that keeps watch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import LANGUAGES, Language, chosen_language, counted, say
from paraplu_cli.clock import clock
from paraplu_cli.command import Command, Misuse, Option
from paraplu_cli.guide import Guide
from paraplu_cli.options import day_option, flag

if TYPE_CHECKING:
    import datetime as dt

# The main file takes in the folders of these years.
YEARS = range(2000, 2100)
MAIN_FILE = "ledger/main.beancount"

_GUIDE = Guide(
    usage=say("[OPTIONS] DIR"),
    about=(
        say(
            "Makes a folder with the books of a cooperative: a register with one "
            "member as an example, a ledger with its first month, a check before every "
            "commit, and the same check on GitHub, GitLab and Forgejo. The README in "
            "it explains what to do next."
        ),
        say(
            "In a folder that already has files nothing is changed: what is there "
            "stays, and is listed. Running it again makes what is missing."
        ),
    ),
    examples=(
        ("paraplu init books", say("in a new folder")),
        ("paraplu init .", say("in this folder")),
        (
            "paraplu init books --language nl",
            say("with texts and account names in Dutch"),
        ),
        (
            "paraplu init books --language nl --chart en",
            say("with texts in Dutch, and English account names"),
        ),
    ),
    statuses=(
        (0, say("the files have been made")),
        (2, say("it could not run; the message says why")),
    ),
)


def begin(
    folder: Path,
    language: str | None,
    chart: str | None,
    no_git: bool,  # noqa: FBT001 - click gives it by its name
    today: dt.date | None,
) -> int:
    """Make the files of new books in a folder; return the exit status."""
    from paraplu_cli.beginning import Beginning
    from paraplu_cli.git import begin_repository
    from paraplu_cli.placing import place_files
    from paraplu_cli.stream import emit

    first = (today or clock()).replace(day=1)
    if first.year not in YEARS:
        raise Misuse(
            say("The books cannot start in the year {year}.", year=str(first.year))
        )
    speaks = Language(language) if language else chosen_language()
    files = Beginning(speaks.code, chart or speaks.code, first).files()
    if (folder / MAIN_FILE).exists():
        # These books have begun; a first month of today is not theirs.
        files = {
            name: text for name, text in files.items() if f"{first:%Y/}" not in name
        }
    placed = place_files(folder, files)
    kept_by = None if no_git else begin_repository(folder)
    lines = _told(folder, placed.made, placed.kept, speaks)
    if kept_by:
        lines[-2:-2] = [speaks.render(kept_by), ""]
    emit("\n".join(lines) + "\n")
    return 0


def _told(
    folder: Path, made: tuple[str, ...], kept: tuple[str, ...], language: Language
) -> list[str]:
    """Return lines that name what was made and what was left as it was."""
    lines = []
    for title, names in (
        (counted("{n} file made", "{n} files made", len(made)), made),
        (
            counted(
                "{n} file already existed and was not changed",
                "{n} files already existed and were not changed",
                len(kept),
            ),
            kept,
        ),
    ):
        if names:
            lines += [language.render(title), *(f"  {name}" for name in names), ""]
    main = language.value(str(folder / MAIN_FILE))
    return [
        *lines,
        language.render(say("Read README.md, and start with members.yaml. To check:")),
        f"  paraplu check -f {main}",
    ]


command = Command(
    "init",
    _GUIDE,
    [
        click.Argument(["folder"], metavar="DIR", type=click.Path(path_type=Path)),
        Option(
            "--language",
            words=say("The language of the texts (default: that of your computer)."),
            type=click.Choice(LANGUAGES),
        ),
        Option(
            "--chart",
            words=say(
                "The language of the account names (default: that of the texts)."
            ),
            type=click.Choice(LANGUAGES),
        ),
        flag("--no-git", words=say("Make no git repository of the folder.")),
        day_option(
            "--today",
            words=say(
                "The books start in the month of this day (default: this month)."
            ),
        ),
    ],
    begin,
)
