"""`paraplu bill read`: bills that came in become entries, with their receipts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from paraplu.base.language import Message, say
from paraplu_cli.clock import clock
from paraplu_cli.command import Command, Misuse, Option, Stopped
from paraplu_cli.guide import Guide
from paraplu_cli.options import DRY_RUN, MEMBERS, main_by, today_or

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from paraplu.bookkeeping.bills.drafting import BillPlan, Drafting, KnownBill
    from paraplu.bookkeeping.bills.filing import BillFiling
    from paraplu_cli.bill.asking import BillAsker, Given
    from paraplu_cli.invoice.desk import InvoiceDesk

_GUIDE = Guide(
    usage=say("[OPTIONS] FILE…"),
    about=(
        say(
            "Reads an e-invoice (UBL or CII, by itself or inside a PDF), and checks "
            "that its amounts add up, that it is for the cooperative, and that the "
            "account number on it is the supplier's. Of another PDF, or of a photo, it "
            "asks what is on it, and proposes what it could read."
        ),
        say(
            "Each bill becomes an entry on a payable, in the file of bills of its "
            "month, for you to look at. A copy of the file is put into documents/, "
            "under its hash; the file itself stays where it is. A bill that is in the "
            "books already is not booked again."
        ),
        say(
            "If something is wrong with one of the files, that is told, and nothing is "
            "written."
        ),
    ),
    examples=(
        (
            "paraplu bill read inbox/*.xml --account L01:Costs:Materials",
            say("e-invoices, all on one account"),
        ),
        ("paraplu bill read bill.pdf --dry-run", say("look at the entry first")),
        (
            ("paraplu bill read photo.jpg --total 121,00 --vat 21%"),
            say("a photo, with some answers"),
        ),
    ),
    statuses=(
        (0, say("the bills are in the books")),
        (2, say("nothing was written; the messages say why")),
    ),
)


def read_bills(
    files: tuple[Path, ...],
    ledger: Path,
    members: Path | None,
    today: dt.date,
    *,
    dry_run: bool,
    **answers: str | None,
) -> int:
    """Book the bills in these files; return the exit status."""
    from paraplu.bookkeeping.bills.drafting import Drafting
    from paraplu.bookkeeping.bills.filing import BillFiling
    from paraplu.bookkeeping.invoices.customers import people_in
    from paraplu.journal import CannotBook, alone
    from paraplu.journal.atomic_step import CannotFinish
    from paraplu.ledger.personal.names import Personal
    from paraplu_cli.bill.asking import BillAsker, Given
    from paraplu_cli.group import CANNOT_RUN
    from paraplu_cli.invoice.desk import must_be_sound, read
    from paraplu_cli.stream import emit

    given = Given(**answers)
    if not files:
        raise Misuse(say("Name the files of the bills."))
    if len(files) > 1 and (given.of_bill or given.iban):
        raise Misuse(
            say(
                "{options} can only be given with one file.",
                options=", ".join(
                    [*given.of_bill, *(["--iban"] if given.iban else [])]
                ),
            )
        )
    try:
        with alone(ledger.absolute().parent, dry_run=dry_run):
            desk = read(ledger, members, today)
            must_be_sound(desk)
            books, register = desk.report.books, desk.report.register
            people = Personal(people_in(books.main.parent, register))
            drafting = Drafting(books, register, people, today)
            asker = BillAsker(desk.language, given)
            planned, known, wrong = _planned(files, drafting, asker, given)
            if wrong:
                for file, message in wrong:
                    asker.tell(say("{file}  {why}", file=file, why=message))
                return CANNOT_RUN
            filing = BillFiling(books, register)
            filing.must_be_open(planned)
            filing.must_be_taken_in(planned)
            if planned and not dry_run:
                filing.file(planned)
    except (CannotBook, CannotFinish) as fault:
        raise Stopped(fault.message) from fault
    emit(_told(planned, known, filing, desk, dry_run=dry_run))
    return 0


def _planned(
    files: Iterable[Path], drafting: Drafting, asker: BillAsker, given: Given
) -> tuple[list[BillPlan], list[KnownBill], list[tuple[str, Message]]]:
    """Return what is to be booked, what is already, and what is wrong with the rest."""
    from paraplu.bookkeeping.bills.drafting import KnownBill
    from paraplu.bookkeeping.bills.model import UnreadableBill
    from paraplu_cli.bill.asking import UnansweredBill
    from paraplu_cli.places import shown

    planned: list[BillPlan] = []
    known: list[KnownBill] = []
    wrong: list[tuple[str, Message]] = []
    for file in files:
        try:
            found = _one(file, drafting, asker, given)
        except UnreadableBill as fault:
            wrong.append((shown(file), fault.message))
        except UnansweredBill as fault:
            raise Stopped(
                say("{file}  {why}", file=shown(file), why=fault.message)
            ) from fault
        else:
            if isinstance(found, KnownBill):
                known.append(found)
            else:
                planned.append(found)
    return planned, known, wrong


def _one(
    file: Path, drafting: Drafting, asker: BillAsker, given: Given
) -> BillPlan | KnownBill:
    from paraplu.bookkeeping.bills.answered import iban_of
    from paraplu.bookkeeping.bills.drafting import KnownBill
    from paraplu.bookkeeping.bills.model import UnreadableBill
    from paraplu.bookkeeping.bills.sources import read_source
    from paraplu.bookkeeping.bills.spending import usual_account

    source = read_source(file)
    known = drafting.known(source)
    if known:
        return known
    if source.bill and given.of_bill:
        raise UnreadableBill(
            say(
                "It is an e-invoice, which says this itself: leave out {options}.",
                options=", ".join(given.of_bill),
            )
        )
    bill = source.bill or asker.bill(source, _own(drafting))
    creditor = drafting.creditor(source, bill, iban_of(given.iban or ""))
    if isinstance(creditor, KnownBill):
        return creditor
    usual = usual_account(creditor.payee, drafting.books)
    account = asker.account(bill, drafting.books, usual)
    return drafting.plan(source, bill, creditor, account)


def _own(drafting: Drafting) -> set[str]:
    us = drafting.register.cooperative
    return {us.iban, *(bank.iban for bank in us.banks)}


def _told(
    planned: list[BillPlan],
    known: list[KnownBill],
    filing: BillFiling,
    desk: InvoiceDesk,
    *,
    dry_run: bool,
) -> str:
    """Return what became of the bills, and what to look at."""
    from paraplu_cli.places import shown, written
    from paraplu_cli.screen import screen_of
    from paraplu_cli.table import TableColumn, table

    language = desk.language
    lines: list[str] = []
    if planned:
        text = language.text
        columns = [
            TableColumn(text("supplier")),
            TableColumn(text("number")),
            TableColumn(text("amount"), right=True),
            TableColumn(text("pay by")),
            TableColumn(text("account")),
        ]
        rows = [
            [
                language.value(plan.creditor.payee),
                language.value(plan.bill.number),
                language.amount(plan.bill.payable),
                str(plan.bill.due or ""),
                plan.account.name,
            ]
            for plan in planned
        ]
        lines += table(columns, rows, screen_of(language))
    for plan in planned:
        for note in plan.notes:
            lines.append(
                language.render(
                    say("{number}: {note}", number=plan.bill.number, note=note)
                )
            )
    for one in known:
        place = one.place
        where = (
            shown(place)
            if isinstance(place, Path)
            else written(place._replace(file=shown(place.file)))
        )
        lines.append(
            language.render(
                say(
                    "{file} came before: {place}. Nothing was written for it.",
                    file=shown(one.source.path),
                    place=where,
                )
            )
        )
    texts = filing.texts(planned)
    if dry_run:
        for book, entries in texts.items():
            lines += ["", shown(book), "", entries.rstrip("\n")]
    elif texts:
        lines.append(
            language.render(
                say(
                    "Look at the entries in {files}, and run paraplu check.",
                    files=", ".join(map(shown, texts)),
                )
            )
        )
    return "".join(f"{line}\n" for line in lines)


def _answer(name: str, words: Message, placeholder: Message) -> Option:
    return Option(name, words=words, placeholder=placeholder)


command = Command(
    "read",
    _GUIDE,
    [
        click.Argument(["files"], nargs=-1, type=click.Path(path_type=Path)),
        main_by("--ledger"),
        MEMBERS,
        today_or(clock),
        _answer(
            "--account",
            say("The account it goes on: its name, or the end of it."),
            say("ACCOUNT"),
        ),
        _answer("--supplier", say("Who sent it."), say("NAME")),
        _answer("--number", say("Its number."), say("TEXT")),
        _answer("--date", say("Its date."), say("DATE")),
        _answer("--due", say("The last day to pay; - for none."), say("DATE")),
        _answer("--total", say("What is to be paid, with VAT."), say("AMOUNT")),
        _answer(
            "--vat", say("The VAT in it: 21%, 9%, 0, or 21%=21.00 9%=3.15."), say("VAT")
        ),
        _answer(
            "--iban",
            say("The account number to pay to, if you checked that it is theirs."),
            say("IBAN"),
        ),
        DRY_RUN,
    ],
    read_bills,
)
