"""An import for people: what was in each file, where it went, and what to do next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from paraplu.base.language import Message, counted, printable, say
from paraplu.base.money import ZERO
from paraplu.bookkeeping.bank_import.clearing import clearing_of
from paraplu_cli.places import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.bookkeeping.bank_import.line import New
    from paraplu.bookkeeping.bank_import.plan import ImportResult
    from paraplu.bookkeeping.bank_import.recognising import Changed
    from paraplu_cli.imported import Imported
    from paraplu_cli.screen import Screen


def render(imported: Imported, screen: Screen, *, explain: bool) -> str:
    """Return the text of an import; `explain` tells of each line why it goes where."""
    lines: list[str] = []
    for result in imported.plan.results:
        lines += _result(result, imported, screen)
        if explain:
            for new in result.new:
                lines += ["", *_explained(new, screen)]
        lines.append("")
    if imported.report is None and not imported.written:
        lines += _preview(imported)
    lines += _after(imported, screen)
    return "\n".join(lines) + "\n"


def _result(result: ImportResult, imported: Imported, screen: Screen) -> Iterator[str]:
    """Yield the lines of one statement."""
    language = screen.language
    parts = [shown(result.file), result.layout, result.number, result.account]
    yield screen.bold("  ".join(printable(part) for part in parts if part))
    yield "  " + " · ".join(
        language.render(part)
        for part in (
            counted("{n} line", "{n} lines", result.rows),
            counted("{n} new", "{n} new", len(result.new)),
            counted("{n} known", "{n} known", result.known),
        )
    )
    if result.new:
        yield "  " + " · ".join(
            language.render(part) for part in _allocated(result, imported)
        )
    for changed in result.changed:
        yield from screen.wrapped(language.render(_changed(changed)), "  ", "    ")
    for said in _balance(result, imported):
        yield from screen.wrapped(language.render(said), "  ", "    ")
    for remark in result.remarks:
        odd = Message(remark.template, tuple(remark.values.items()))
        yield from screen.wrapped(language.render(odd), "  ", "    ")


def _allocated(result: ImportResult, imported: Imported) -> Iterator[Message]:
    """Yield how many lines went to each member, to the cooperative, and to nobody."""
    nobody = clearing_of(imported.ledger.books.chart).unallocated
    members: Counter[str] = Counter()
    unsure = 0
    for _, allocation in result.new:
        open_ = allocation.account == nobody
        unsure += not (open_ or allocation.sure)
        members["" if open_ else allocation.member or "-"] += 1
    for member in sorted(members.keys() - {"", "-"}):
        yield say("{member}: {n}", member=member, n=members[member])
    if members["-"]:
        yield say("the cooperative: {n}", n=members["-"])
    if unsure:
        yield say("of these to check (!): {n}", n=unsure)
    yield say("not allocated: {n}", n=members[""])


def _changed(changed: Changed) -> Message:
    """Return what the bank tells in other words than it did, and what became of it."""
    before = ", ".join(filter(None, (changed.before.payee, changed.before.narration)))
    booking = changed.line.booking
    now = ", ".join(filter(None, (booking.payee, booking.narration)))
    if changed.updated:
        return say(
            "{date} {amount}, “{before}”: the bank now says “{now}”, and so does the "
            "entry that was there.",
            date=booking.date,
            amount=changed.line.moved,
            before=before,
            now=now,
        )
    return say(
        "{date} {amount}, “{now}”: it is in the books as “{before}”, and stays so.",
        date=booking.date,
        amount=changed.line.moved,
        before=before,
        now=now,
    )


def _balance(result: ImportResult, imported: Imported) -> Iterator[Message]:
    """Yield what the bank says of the end, and whether the books say so too."""
    closing = result.closing
    if closing is None:
        return
    stood = say(
        "Balance on {date} according to the statement: {amount}",
        amount=closing.amount,
        date=closing.date,
    )
    if imported.ledger.books.text is None:
        yield say("{stood}.", stood=stood)
    elif result.agrees:
        yield say("{stood}. The books agree.", stood=stood)
    elif result.in_books is not None and result.in_books != closing.amount:
        doubtful = [new.line.moved for new in result.new if new.allocation.doubted]
        if doubtful and sum(doubtful) == result.in_books - closing.amount:
            yield say(
                "{stood}. In the books it is {books}: lines that may be booked twice "
                "make the difference of {difference}. Take out what is there twice.",
                stood=stood,
                books=result.in_books,
                difference=abs(closing.amount - result.in_books),
            )
            return
        yield say(
            "{stood}. In the books it is {books}: a difference of {difference}. Is a "
            "period missing, or the opening balance?",
            stood=stood,
            books=result.in_books,
            difference=abs(closing.amount - result.in_books),
        )
    if result.asserted is not None:
        yield say(
            "The books have a balance line for that day that says {amount}. It may "
            "come from a statement made in the middle of that day: if so, take it out.",
            amount=result.asserted,
        )


def _explained(new: New, screen: Screen) -> Iterator[str]:
    """Yield why a line goes where it goes, and where else it could have gone."""
    language = screen.language
    line, allocation = new
    booking = line.booking
    words = (str(booking.date), language.amount(line.moved), booking.payee)
    text = "  ".join(printable(word) for word in words if word)
    yield f"  {text}"
    for leg in allocation.legs:
        yield f"    → {printable(leg.account)}  {language.amount(leg.amount or ZERO)}"
    yield from screen.wrapped(language.render(allocation.why), "      ", "      ")


def _preview(imported: Imported) -> Iterator[str]:
    """Yield what would be added to each file."""
    plan = imported.plan
    for file in [
        *plan.lines,
        *(file for file in plan.blocks if file not in plan.lines),
    ]:
        yield f"+++ {shown(file)}"
        for opening in plan.lines.get(file, ()):
            yield f"+ {opening.text.rstrip()}"
        for block in sorted(plan.blocks.get(file, ()), key=lambda one: one.date):
            yield from (f"+ {line}".rstrip() for line in block.text.splitlines())
            yield "+"
        yield ""


def _after(imported: Imported, screen: Screen) -> Iterator[str]:
    """Yield what was written, and what to do next."""
    language = screen.language
    if imported.written:
        files = counted("{n} file written", "{n} files written", len(imported.written))
        yield language.render(files)
        yield from (f"  {printable(shown(file))}" for file in imported.written)
        yield from screen.wrapped(
            language.render(
                say(
                    "See it with git add -N {folder} and git diff, and run paraplu "
                    "check.",
                    folder=shown(_looked_at(imported)),
                ),
            ),
            "",
            "",
        )
    elif not imported.plan.changes:
        yield language.text("There is nothing new: nothing was written.")
    else:
        yield language.text("Dry run: nothing was written.")
    if imported.errors:
        errors = counted(
            "These books have {n} error", "These books have {n} errors", imported.errors
        )
        yield language.render(say("{found}: paraplu check", found=errors))


def _looked_at(imported: Imported) -> Path:
    """Return what git shows all that was written of, new files too."""
    books = imported.ledger.books
    return imported.written[0] if books.text is None else books.main.parent
