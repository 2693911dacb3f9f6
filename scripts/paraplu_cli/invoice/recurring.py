"""`paraplu invoice recurring`: drafts of what is invoiced again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu_cli.command import Command
from paraplu_cli.guide import Guide
from paraplu_cli.invoice.desk import LEDGER
from paraplu_cli.options import DRY_RUN, MEMBERS, day_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from paraplu.base.findings import Finding
    from paraplu.bookkeeping.invoices.model import Invoice
    from paraplu_cli.invoice.desk import InvoiceDesk

_GUIDE = Guide(
    usage=say("[OPTIONS]"),
    about=(
        say(
            "Makes the drafts that are due of what you invoice again and again, such "
            "as a rent. Each file in invoices/recurring/ is like a draft, with `every: "
            "month` (or week, quarter, year) and `from:` instead of `delivered:`. Add "
            "`until:` for the last day on which a period may begin, `skip:` for first "
            "days to leave out, and `when: after` to invoice when a period is over."
        ),
        say(
            "Where a text has {period} in it, the month or the days are filled in. Run "
            "it as often as you like: of each period there is one draft.",
            period="{period}",
        ),
    ),
    examples=(
        ("paraplu invoice recurring", say("all that is due by today")),
        ("paraplu invoice recurring --dry-run", say("what would it make?")),
        ("paraplu invoice issue --all", say("then number the drafts, and book them")),
    ),
    statuses=(
        (0, say("the drafts were made, or none was due")),
        (2, say("it could not be done, and nothing was written; the messages say why")),
    ),
)


def recurring(
    ledger: Path, members: Path | None, day: dt.date | None, *, dry_run: bool
) -> int:
    """Make the drafts that are due; return the exit status."""
    from paraplu.bookkeeping.invoices.texts import invoice_text
    from paraplu.journal.atomic_step import Together
    from paraplu_cli.group import CANNOT_RUN
    from paraplu_cli.invoice.desk import (
        complain_of,
        day_of_issue,
        must_be_sound,
        read,
        writing,
    )
    from paraplu_cli.places import must_stay, shown
    from paraplu_cli.stream import emit

    date = day_of_issue(day)
    with writing(ledger, dry_run=dry_run):
        desk = read(ledger, members, date)
        must_be_sound(desk)
        made, faults = _due(desk, date)
        if faults:
            complain_of(faults, desk.language)
            return CANNOT_RUN
        if not dry_run:
            with Together(desk.report.books.main.parent) as step:
                for path, invoice in made.items():
                    must_stay(path, desk.report.books.root)
                    step.new(path, invoice_text(invoice).encode())
                step.commit()
    language = desk.language
    told = [shown(path) for path in made]
    told = told or [language.text("Nothing that comes back is due.")]
    emit("".join(f"{language.value(line)}\n" for line in told))
    if dry_run:
        emit("\n" + language.text("Nothing was written.") + "\n")
    return 0


def _due(desk: InvoiceDesk, day: dt.date) -> tuple[dict[Path, Invoice], list[Finding]]:
    """Return the drafts that are not there yet, by their files, and what is wrong."""
    from itertools import islice

    from paraplu.base.findings import Finding, Severity, Source
    from paraplu.bookkeeping.invoices.reading import RULE
    from paraplu.bookkeeping.invoices.recurring import (
        MOST,
        read_recurring,
        recurring_in,
    )

    invoices, root = desk.invoices, desk.report.books.root
    known, faults = _known(desk)
    made: dict[Path, Invoice] = {}
    for file in recurring_in(invoices.folder):
        found, wrong = read_recurring(file, root)
        faults += wrong.found
        stretches = list(islice(found.stretches(day), MOST + 1)) if found else []
        if len(stretches) > MOST:
            what = say("More than {most} invoices would be due by now.", most=MOST)
            hint = say("Correct `from:` or `every:`.")
            place = Source(str(file), 1)
            faults.append(Finding(RULE, Severity.ERROR, what, place, hint=hint))
            continue
        for first, last in stretches:
            if found is None or found.key(first) in known:
                continue
            draft, wrong = found.draft(
                first, last, invoices.products, desk.report.register.language
            )
            if draft is None:
                faults += wrong.found
                break
            folder = invoices.folder / str(first.year)
            made[folder / f"recurring-{found.name}-{first}.yaml"] = draft
    return made, faults


def _known(desk: InvoiceDesk) -> tuple[set[str], list[Finding]]:
    """Return what was made before, and the drafts that cannot tell.

    A draft that cannot be read may be one of them.
    """
    from paraplu.bookkeeping.invoices.reading import read_invoice

    invoices = desk.invoices
    known = {one.invoice.recurring for one in invoices.issued}
    faults: list[Finding] = []
    for file in invoices.drafts:
        draft, wrong = read_invoice(file, desk.report.books.root, invoices.products)
        if draft:
            known.add(draft.recurring)
        elif file.name.startswith("recurring-"):
            faults += wrong.found
    return known, faults


command = Command(
    "recurring",
    _GUIDE,
    [
        LEDGER,
        MEMBERS,
        day_option(
            "--date", "day", words=say("What is due by this day (default: today).")
        ),
        DRY_RUN,
    ],
    recurring,
)
