"""`paraplu import`: statements of banks and providers into the books."""

from __future__ import annotations

import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import Message, chosen_language, say
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.complaints import complain
from paraplu_cli.guide import Guide
from paraplu_cli.options import DRY_RUN, INTO, MEMBERS, flag, main_by, one_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from paraplu.bookkeeping.bank_import import File, ImportPlan, OpenedLedger
    from paraplu_cli.imported import Imported

_ACCOUNT = re.compile(r"[^\W\d_][\w-]*(:[^\W_][\w-]*)+")

_GUIDE = Guide(
    usage=say("[OPTIONS] FILE…"),
    about=(
        say(
            "Puts the lines of bank statements into the books, in the file of their "
            "month. It recognises the bank, skips what is already in the books, and "
            "books each line on an account if the books or the register say which: an "
            "open invoice, a rule under `match:`, or the account that this "
            "counterparty was always booked on. Any other line waits on a clearing "
            "account, with the flag !, for you to decide."
        ),
        say(
            "If one of the files cannot be read, nothing is written. Running it again "
            "writes nothing twice. See what it wrote with git diff; git add -N ledger "
            "before it shows new files too."
        ),
    ),
    examples=(
        ("paraplu import statement.csv", say("into the books in this folder")),
        ("paraplu import --dry-run *.csv", say("see what it would write")),
        (
            "paraplu import --explain statement.csv",
            say("why each line goes where it goes"),
        ),
        ("paraplu import --rules", say("match rules that never fire or contradict")),
    ),
    statuses=(
        (0, say("all files were read, and the books follow the rules")),
        (
            1,
            say(
                "they were read, but the books break a rule or differ from the bank; "
                "with --rules: a match rule is at fault"
            ),
        ),
        (2, say("it could not run, and nothing was written; the message says why")),
    ),
)


def import_statements(  # noqa: PLR0913 - the options of the command
    files: tuple[Path, ...],
    main: Path,
    members: Path | None,
    account: str,
    into: Path | None,
    form: str,
    *,
    dry_run: bool,
    explain: bool,
    no_ledger: bool,
    rules: bool,
) -> int:
    """Import statements, or show the faults of the rules; return the exit status."""
    from paraplu.base.interrupts import Interrupted
    from paraplu.bookkeeping.bank_import import UnreadableStatements
    from paraplu.journal import CannotBook
    from paraplu_cli.import_rules import show_rules

    try:
        if rules:
            return show_rules(main, members, form)
        _check_call(files, account, into, dry_run=dry_run, no_ledger=no_ledger)
        if no_ledger:
            # For programs that only read, nothing has to be drafted.
            drafts = not (dry_run and form == "json")
            imported = _alone(
                files, main, members, account, into, dry_run=dry_run, drafts=drafts
            )
        else:
            imported = _into_books(files, main, members, account, into, dry=dry_run)
    except UnreadableStatements as fault:
        from paraplu_cli.output.refused_file import refused_file

        for refusal in fault.refusals:
            complain(refused_file(refusal))
        return 2
    except CannotBook as fault:
        raise Stopped(fault.message) from fault
    except Interrupted:
        raise
    except KeyboardInterrupt as stop:
        raise Interrupted(say("Interrupted. Nothing was written.")) from stop
    _show(imported, form, explain=explain)
    return imported.status


def _check_call(
    files: tuple[Path, ...],
    account: str,
    into: Path | None,
    *,
    dry_run: bool,
    no_ledger: bool,
) -> None:
    if not files:
        raise Misuse(say("Name the files to import."))
    if account and not _ACCOUNT.fullmatch(account):
        raise Misuse(say("“{account}” is not the name of an account.", account=account))
    if no_ledger and not dry_run and (into is None or into.exists()):
        raise Misuse(
            say(
                "Without the ledger paraplu does not know what is already in it: add "
                "--dry-run, or --into with a file that does not exist yet."
            )
        )


def _into_books(
    files: tuple[Path, ...],
    main: Path,
    members: Path | None,
    account: str,
    into: Path | None,
    *,
    dry: bool,
) -> Imported:
    """Import into the books; nobody else does at the same time."""
    from paraplu.base.collector import collector_paused
    from paraplu.bookkeeping.bank_import import Unread, open_ledger, read_files
    from paraplu.journal import alone, write
    from paraplu_cli.imported import Imported
    from paraplu_cli.loading import examine, progress

    folder = main.absolute().parent
    with progress() as tell, collector_paused(), alone(folder, dry_run=dry):
        read = read_files(files, tell)
        tell(say("loading the ledger"))
        try:
            ledger = open_ledger(main, members, balanced=False)
        except Unread as fault:
            raise Stopped(_without(fault.message)) from fault
        plan = _planned(ledger, read, account, into, tell)
        if dry:
            return Imported(plan, ledger, ())
        with _telling(plan):
            changed = write(plan.changes)
    with _telling(plan):
        report = examine(main, members, None)
    return Imported(plan, ledger, tuple(changed), report)


@contextmanager
def _telling(plan: ImportPlan) -> Iterator[None]:
    """Have an interrupt say what is in the books by then: everything, or nothing."""
    from paraplu.base.interrupts import Interrupted
    from paraplu.journal import is_written

    try:
        yield
    except KeyboardInterrupt as stop:
        if not (plan.changes and is_written(plan.changes)):
            raise
        raise Interrupted(
            say(
                "Interrupted. All lines of these files are in the books, but the books "
                "were not checked: run paraplu check."
            )
        ) from stop


def _without(why: Message) -> Message:
    return say(
        "{why} So it is not clear what the books already have. With --no-ledger only "
        "the statement is read.",
        why=why,
    )


def _alone(  # noqa: PLR0913 - the options of the command
    files: tuple[Path, ...],
    main: Path,
    members: Path | None,
    account: str,
    into: Path | None,
    *,
    dry_run: bool,
    drafts: bool,
) -> Imported:
    """Read the statements alone; of the register is used what there is."""
    from paraplu.bookkeeping.bank_import import no_ledger, read_files
    from paraplu.journal import write
    from paraplu_cli.imported import Imported
    from paraplu_cli.loading import progress

    with progress() as tell:
        read = read_files(files, tell)
        ledger = no_ledger(main, members)
        plan = _planned(ledger, read, account, into, tell, drafts=drafts)
        with _telling(plan):
            return Imported(plan, ledger, () if dry_run else tuple(write(plan.changes)))


def _planned(
    ledger: OpenedLedger,
    files: tuple[File, ...],
    account: str,
    into: Path | None,
    tell: Callable[[Message], None],
    *,
    drafts: bool = True,
) -> ImportPlan:
    from paraplu.bookkeeping.bank_import import Importing, is_open

    if account and not is_open(ledger.books, account):
        raise Stopped(
            say("The account {account} is not in the books.", account=account)
        )
    importing = Importing(ledger, account=account, into=into, drafts=drafts, tell=tell)
    return importing.plan(files)


def _show(imported: Imported, form: str, *, explain: bool) -> None:
    from paraplu_cli.output import import_data, import_text
    from paraplu_cli.screen import screen_of
    from paraplu_cli.stream import emit, emit_parts

    language = chosen_language(imported.ledger.register.language)
    if form == "json":
        emit_parts(import_data.parts(imported, language))
    else:
        text = import_text.render(imported, screen_of(language), explain=explain)
        emit(text)


command = Command(
    "import",
    _GUIDE,
    [
        click.Argument(
            ["files"], nargs=-1, metavar="FILE…", type=click.Path(path_type=Path)
        ),
        main_by("--main"),
        MEMBERS,
        Option(
            "--account",
            words=say("The account in the ledger (default: what the register says)."),
            placeholder=say("ACCOUNT"),
            default="",
        ),
        INTO,
        one_format("text", "json"),
        DRY_RUN,
        flag(
            "--explain",
            words=say(
                "Say for each line why it goes where it goes, and what else it "
                "could have been."
            ),
        ),
        flag(
            "--no-ledger",
            words=say("Read only the statements, not the books."),
        ),
        flag(
            "--rules",
            words=say("Show the match rules that never fire or contradict each other."),
        ),
    ],
    import_statements,
)
