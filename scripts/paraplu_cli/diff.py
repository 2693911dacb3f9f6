"""`paraplu diff`: what changed in the books since a git revision."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from paraplu.base.language import say
from paraplu_cli.command import Command, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MEMBERS, main_by, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.check import Report
    from paraplu_cli.revision import UnpackedRevision

_GUIDE = Guide(
    usage=say("[OPTIONS] REVISION [OTHER]"),
    about=(
        say(
            "Shows what changed in the books: entries that came, went, or are others, "
            "and in what; what that does to each thermometer, the cover and the boxes "
            "of the VAT return; which findings are new or solved; and what was touched "
            "in a closed period."
        ),
        say(
            "Without a second revision the books are taken as they are now. Entries "
            "may be moved, sorted and spaced, and files renamed: that changes nothing."
        ),
    ),
    examples=(
        ("paraplu diff HEAD", say("what I did since the last commit")),
        ("paraplu diff main", say("what this branch does to the books")),
        ("paraplu diff v2025 v2026", say("between two moments")),
        ("paraplu diff main --format markdown", say("for a pull request")),
    ),
    statuses=(
        (0, say("it was shown, or nothing changed")),
        (2, say("it could not run; the message says why")),
    ),
)


def show_changes(
    *, revision: str, other: str | None, ledger: Path, members: Path | None, form: str
) -> int:
    """Show what changed; return the exit status."""
    from paraplu.base.collector import collector_paused
    from paraplu_cli.output import changes_data, changes_text
    from paraplu_cli.output.changes import BooksChanges, State
    from paraplu_cli.revision import revision_of
    from paraplu_cli.stream import emit

    main = ledger.absolute()
    if not main.is_file():
        raise Stopped(say("There is no file {file}.", file=str(ledger)))
    private = _private(main, members)
    with ExitStack() as open_trees:
        old = open_trees.enter_context(revision_of(main, revision, members, private))
        new = old._replace(main=main, members=members, root=old.top, history=None)
        if other is not None:
            new = open_trees.enter_context(revision_of(main, other, members, private))
        now = _judged(new, None, other)
        was = _judged(old, now.books.today, revision)
        found = BooksChanges(State(was, old.root), State(now, new.root))
        with collector_paused():
            if form == "json":
                emit(changes_data.as_json(found), data=True)
            else:
                emit(changes_text.render(found, markdown=form == "markdown"))
    return 0


def _private(main: Path, members: Path | None) -> str | None:
    """Return the private register beside the books as they are."""
    from paraplu.opening import CannotRun, request_of

    try:
        return request_of(main, members).register.private_file
    except CannotRun as fault:
        raise Stopped(fault.message) from fault


def _judged(
    tree: UnpackedRevision, today: dt.date | None, revision: str | None
) -> Report:
    """Return the report on books of a revision; Stopped where they can't be used."""
    from paraplu_cli.loading import examine
    from paraplu_cli.output.changes import State
    from paraplu_cli.standing import IN_THE_WAY

    name = revision or say("today")
    if not tree.main.is_file():
        raise Stopped(say("{revision} does not have these books.", revision=name))
    report = examine(tree.main, tree.members, today, history=tree.history)
    if report.loaded and report.register.usable and not _missing(report):
        return report
    codes = {*IN_THE_WAY, "BC00"}
    why = next((one for one in report.verdict.findings if one.code in codes), None)
    if why is None:
        raise Stopped(
            say(
                "The books of {revision} cannot be used: their register or their "
                "ledger is not right.",
                revision=name,
            )
        )
    place = State(report, tree.root).place(why.source)
    raise Stopped(
        say(
            "The books of {revision} cannot be used, for entries may be missing in "
            "them: {place}: {why}",
            revision=name,
            place=place or str(tree.main),
            why=why.message,
        )
    )


def _missing(report: Report) -> bool:
    """Tell whether entries may be missing from books.

    A balance that fails takes none away; it is among the findings.
    """
    from paraplu.ledger.beancount_errors import is_empty_folder

    return not all(
        is_empty_folder(error.message) or error.message.startswith("Balance failed")
        for error in report.books.errors
    )


command = Command(
    "diff",
    _GUIDE,
    [
        click.Argument(["revision"]),
        click.Argument(["other"], required=False),
        main_by("--ledger"),
        MEMBERS,
        one_format("text", "json", "markdown"),
    ],
    show_changes,
)
