"""A report on the desk: books are opened, papers made, rendered, and given."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu import __version__
from paraplu.base.collector import collector_paused
from paraplu.base.language import Language, Message, say
from paraplu_cli.command import Stopped
from paraplu_cli.loading import progress
from paraplu_cli.places import shown
from paraplu_cli.report.options import several
from paraplu_cli.report.writing import write_all
from paraplu_cli.screen import screen_of
from paraplu_cli.standing import figures_outcome
from paraplu_cli.stream import emit, emit_bytes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping

    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.model import Paper
    from paraplu.reports.papers.period import PaperPeriod
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.report.options import ReportRequest
    from paraplu_cli.report.writing import Written

_ENDS = {"text": ".txt", "pdf": ".pdf", "html": ".html", "csv": ".csv", "json": ".json"}


def report(
    asked: ReportRequest,
    period: PaperPeriod | None,
    make: Callable[[Material], Iterable[Paper]],
    clock: dt.date | None = None,
) -> int:
    """Make papers of the books, and show or write them; return the exit status.

    Everything is made before anything is written. Stopped where the books can say
    nothing about the period; without one `make` sees to that itself. By the `clock` a
    period is over though the books have no entry in it or after it: that is told of
    too, where it is given.
    """
    from paraplu.reports.papers.explained import explained
    from paraplu.reports.papers.material import at_the_end, outside

    found = opened(asked)
    if found is None:
        return 1
    material, language = found
    if clock and period and asked.today is None:
        material = at_the_end(material, period, clock)
    why = outside(material.books, period) if period else None
    if why:
        raise Stopped(why)
    made: dict[str, bytes] = {}
    way = _way(asked, material.books.root)
    # The collector would look through the whole of the books again and again.
    with progress() as tell, collector_paused():
        for paper in make(material):
            tell(say("making {name}", name=paper.name))
            whole = explained(paper) if asked.explain else paper
            made[paper.name] = rendered(whole, asked.form, language, way)
    if not made and period:
        raise Stopped(
            say("There is nothing to report on {period}.", period=period.code)
        )
    _give(made, asked, language, material)
    return 0


def opened(asked: ReportRequest) -> tuple[Material, Language] | None:
    """Return what papers are made of, and the language to make them in.

    None where no figures can be made; what stands in the way is told then.
    """
    outcome = figures_outcome(asked.ledger, asked.members, asked.today)
    if outcome is None:
        return None
    language = Language(asked.language) if asked.language else outcome.language
    return material_of(outcome, names=asked.names), language


def material_of(outcome: Outcome, *, names: bool) -> Material:
    """Return what papers are made of; Stopped where there are no names to show."""
    from paraplu.bookkeeping.invoices.shelf import read_invoices
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.state import state_of_books

    report, register = outcome.report, outcome.report.register
    if names and register.private_file is None:
        raise Stopped(
            say(
                "There is no {file} beside the register, so there are no names. Leave "
                "out --names.",
                file="members.private.yaml",
            )
        )
    people = register.private.items() if names else ()
    commit, clean = outcome.state
    return Material(
        report,
        read_invoices(report.books.main.parent, register),
        state_of_books(report, commit, clean=clean, version=__version__),
        {code: person.name for code, person in people},
    )


def _way(asked: ReportRequest, books: Path) -> str:
    """Return how to come from where a paper will lie to the folder of the books."""
    there = asked.output or Path()
    folder = there if asked.output is None or asked.folder else there.parent
    try:
        return Path(os.path.relpath(books.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        return books.resolve().as_uri()


def rendered(paper: Paper, form: str, language: Language, books: str = "") -> bytes:
    """Return a paper in one of the formats; Stopped where a page cannot be set.

    `books` is the way from the paper to the folder of the books.
    """
    from paraplu.bookkeeping.documents.setting import CannotSet

    if form == "pdf":
        from paraplu.rendering.pdf import as_pdf

        try:
            return as_pdf(paper, language)
        except CannotSet as fault:
            why = Message(
                "{name}: {why}", (("name", paper.name), ("why", fault.message))
            )
            raise Stopped(why) from fault
    if form == "html":
        from paraplu.rendering.html import as_html

        return as_html(paper, language, books).encode()
    if form == "csv":
        from paraplu.rendering.as_csv import as_csv

        return as_csv(paper, language).encode()
    if form == "json":
        from paraplu.rendering.as_json import as_json

        return as_json(paper, language).encode()
    from paraplu_cli.report.as_text import as_text

    return as_text(paper, screen_of(language)).encode()


def _give(
    made: Mapping[str, bytes],
    asked: ReportRequest,
    language: Language,
    material: Material,
) -> None:
    """Show what was made, or write it, and say where."""
    if asked.piped:
        if len(made) > 1:
            raise several()
        emit_bytes(*made.values())
        return
    if asked.output is None:
        texts = [data.decode() for data in made.values()]
        if asked.form == "text":
            emit("\n\n".join(texts))
        else:
            emit("".join(texts), data=True)
        return
    end = _ENDS[asked.form]
    files: dict[Path, bytes] = {
        asked.output / f"{name}{end}" if asked.folder else asked.output: data
        for name, data in made.items()
    }
    written = write_all(files, material.judgement, force=asked.force)
    tell_written(written, language)


def tell_written(written: Written, language: Language) -> None:
    """Say which files were written, and how many were there already."""
    for path in written.made:
        emit(f"{shown(path)}\n")
    if written.kept:
        kept = say("{n} already there, and the same", n=len(written.kept))
        emit(f"{language.render(kept)}\n")
