"""`paraplu check`: judges the books by all rules, and proves that it did."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import MAIN, MEMBERS, TODAY, flag, one_format

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.check import Report
    from paraplu.ledger.source.tracked import Tracked

FORMATS = ("text", "json", "github", "sarif")
_DATA = frozenset({"json", "sarif"})
# What has one cause often gives one finding a month or an entry.
_MOST_OF_A_RULE = 30

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Checks the books against every rule. First comes the proof: how many "
            "rules looked at how many transactions, with checksums of the books, "
            "their files, the register and the rules, the version and the commit. Then "
            "come the findings by file and line, each with what to do; the waivers "
            "with their age; and what each member still has. If one rule has many "
            "findings, it shows the first ones and counts the rest."
        ),
        say(
            "A plugin or option that was not agreed is refused before anything in the "
            "ledger runs."
        ),
    ),
    examples=(
        ("paraplu check", say("the books in this folder")),
        ("paraplu check --since main", say("only what is new since a git revision")),
        ("paraplu check --watch", say("again each time that you save")),
        ("paraplu check --trail", say("also who approved what, and who signed it")),
        ("paraplu check --format github", say("as annotations of a pull request")),
        (
            "paraplu check --canonical | sha256sum",
            say("the checksum of the books, without paraplu"),
        ),
        (
            "paraplu check --today 2026-12-31",
            say("with deadlines as of a day"),
        ),
    ),
    statuses=(
        (0, say("no error was found; there may be warnings and signals")),
        (
            1,
            say("at least one error was found; with --since also if not all rules ran"),
        ),
        (2, say("it could not run; the message says why")),
    ),
)


def check_books(  # noqa: PLR0913, PLR0917 - click gives them by their names
    main: Path,
    members: Path | None,
    form: str,
    today: dt.date | None,
    since: str | None,
    every: bool,  # noqa: FBT001 - click gives it by its name
    canonical: bool,  # noqa: FBT001 - and so this
    files: bool,  # noqa: FBT001 - and this
    tracked: bool,  # noqa: FBT001 - and this
    trail: bool,  # noqa: FBT001 - and this
    no_cache: bool,  # noqa: FBT001 - and this
    verify: bool,  # noqa: FBT001 - and this
    watch: bool,  # noqa: FBT001 - and this
    verbose: bool,  # noqa: FBT001 - and this
    allow_plugin: tuple[str, ...],
) -> int:
    """Show what the rules find in the books; return the exit status."""
    from paraplu.base.findings import Severity
    from paraplu_cli.loading import examine, language_of
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.places import by_place
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit

    most = None if every else _MOST_OF_A_RULE
    if watch:
        if since or canonical or files or tracked or trail or verify:
            raise Stopped(
                say(
                    "--watch shows the findings as they are now. It goes with --file, "
                    "--members, --format, --today, --all and --allow-plugin alone."
                )
            )
        return _watched(main, members, today, allow_plugin, form, most)
    kept = _tracked(main) if tracked else None
    # Of what is computed again by somebody else, nothing comes from the cache.
    cache = not (no_cache or canonical or files)
    if verify:
        from paraplu_cli.verifying import verified

        return verified(main, members, today, allow_plugin)
    report = examine(main, members, today, allow_plugin, kept, cache=cache)
    if verbose and report.loaded:
        _tell_how(report)
    if canonical or files:
        return _lines_of(report, of_files=files)
    findings = report.verdict.findings
    if since is not None:
        from paraplu_cli.since import new_findings

        findings = new_findings(
            report, since, members=members, today=today, allow_plugins=allow_plugin
        )
    outcome = Outcome(
        report, by_place(findings), language_of(report), since, most, trail
    )
    output = importlib.import_module(f"paraplu_cli.output.as_{form}")
    emit(output.render(outcome, screen_of(outcome.language)), data=form in _DATA)
    failed = any(finding.severity is Severity.ERROR for finding in findings)
    # That nothing is new is not shown by rules that did not run.
    return int(failed or (since is not None and not outcome.complete))


def _watched(
    main: Path,
    members: Path | None,
    today: dt.date | None,
    allowed: tuple[str, ...],
    form: str,
    most: int | None,
) -> int:
    """Check the books at each change, until Ctrl-C."""
    from paraplu_cli.clock import now
    from paraplu_cli.stream import emit
    from paraplu_cli.watching import Watched, keep_checking

    asked = Watched(main, members, today, allowed, form, most)
    return keep_checking(asked, lambda text: emit(text, data=form != "text"), now)


def _tracked(main: Path) -> Tracked | None:
    """Return what goes with the next commit; None where nothing can be read at all."""
    from paraplu_cli.git_index import tracked_in

    folder = main.absolute().parent
    return tracked_in(folder) if folder.is_dir() else None


def _tell_how(report: Report) -> None:
    """Say on the side how the books were loaded: nothing of it is a finding."""
    import click

    from paraplu.ledger.loader import how_loaded
    from paraplu_cli.loading import language_of

    click.echo(language_of(report).render(how_loaded()), err=True)


def _lines_of(report: Report, *, of_files: bool) -> int:
    """Write the lines of which a checksum is, byte by byte; on the side, of what."""
    import click

    from paraplu.ledger.checksums import canonical, canonical_files
    from paraplu_cli.loading import language_of
    from paraplu_cli.outcome import Outcome
    from paraplu_cli.output.origin import origin
    from paraplu_cli.stream import emit_bytes

    if not report.loaded:
        raise Stopped(
            say("The register or the ledger cannot be used; paraplu check says why.")
        )
    language = language_of(report)
    click.echo(language.render(origin(Outcome(report, (), language))), err=True)
    emit_bytes((canonical_files if of_files else canonical)(report.books))
    return 0


command = Command(
    "check",
    _GUIDE,
    [
        MAIN,
        MEMBERS,
        one_format(*FORMATS),
        TODAY,
        Option(
            "--since",
            words=say("Show only findings that are new since this git revision."),
            placeholder=say("REV"),
        ),
        flag(
            "--all", "every", words=say("Show every finding, however many there are.")
        ),
        flag(
            "--canonical",
            words=say("Write only the lines that the checksum of the books is of."),
        ),
        flag(
            "--files",
            words=say("Write only the lines that the checksum of the files is of."),
        ),
        flag(
            "--tracked",
            words=say(
                "Count only files that go with the next commit, as the check before a "
                "commit does: receipts, the ledger, invoices, the register."
            ),
        ),
        flag(
            "--trail",
            words=say(
                "Also list who approved what: as it was typed, and who signed it in "
                "git."
            ),
        ),
        flag(
            "--no-cache",
            words=say("Read every file again, also those that did not change."),
        ),
        flag(
            "--verify",
            words=say(
                "Check twice, with the cache and without it, and say the first "
                "difference."
            ),
        ),
        flag(
            "--watch",
            words=say(
                "Check again each time the books change, until Ctrl-C, which ends it "
                "with status 0. With --format, each check is some lines of its own, "
                "for editors."
            ),
        ),
        flag("--verbose", words=say("Say on standard error how the books are loaded.")),
        Option(
            "--allow-plugin",
            words=say("Trust this plugin too, for this run; can be repeated."),
            placeholder=say("NAME"),
            multiple=True,
        ),
    ],
    check_books,
)
