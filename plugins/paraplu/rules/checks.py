"""CK01 to CK07 and MB00: do the rules run, on what, by which register.

What would make a check look less closely, run a program, or judge other books than were
written, is found in the text before any of it runs (contract, section 6).

    members:
      L01: {joind: 2025-01-01}  # MB00 L01 # MB00 L01

    option "operating_currency" "EUR"
    option "insert_pythonpath" "TRUE"  ; CK04
    plugin "somebody.tidy_up"  ; CK03
    plugin "paraplu" "../members.yaml"  ; CK01

    2025-03-01 * "Market" "Chairs sold"
      lineno: 5  ; CK07
      Assets:Bank                60.00 EUR
      Income:Members:L01:Sales  -60.00 EUR

And books without a transaction:

    option "operating_currency" "EUR"  ; CK02
    plugin "paraplu" "../members.yaml"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.language import say
from paraplu.ledger.source import judge_source, left_out, unscanned
from paraplu.ledger.source.left_out import ADDED
from paraplu.ledger.source.programs import programs_beside
from paraplu.ledger.source.register_place import second_registers
from paraplu.rules.rule import Family, Needs, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from paraplu.base.language import Message
    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

CK01 = Rule(
    "CK01", Severity.ERROR, say("The rules do not run in Beancount and in Fava")
)
CK02 = Rule("CK02", Severity.ERROR, say("The books hold no transactions"))
CK03 = Rule("CK03", Severity.ERROR, say("A plugin that is not allowed"))
CK04 = Rule("CK04", Severity.ERROR, say("An option that weakens the checks"))
CK05 = Rule("CK05", Severity.WARNING, say("A file that is not part of the books"))
CK06 = Rule("CK06", Severity.ERROR, say("A file that runs by itself"))
CK07 = Rule("CK07", Severity.ERROR, say("A key that is Beancount's own"))
MB00 = Rule("MB00", Severity.ERROR, say("A fault in the register"))


def judge_text(books: Books, register: Register) -> Iterator[Finding]:
    """Yield what is wrong with the plugins and options of the ledger."""
    if books.text is None:
        return
    yield from judge_source(
        books.text, allowed_plugins=register.plugins, named=register.named
    )
    argument = books.text.register_argument()
    yield from second_registers(
        books.main, argument[0] if argument else None, register.file
    )
    if books.plugins is not None:
        yield from unscanned(books.files, books.plugins, books.text)


def judge_programs(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the files beside the ledger that other programs would run."""
    if books.text is not None:
        trusted = frozenset((*register.plugins, *register.named))
        yield from programs_beside(books.text, trusted)


def judge_register(_books: Books, register: Register) -> Iterator[Finding]:
    """Yield the faults of the register."""
    yield from register.faults


def judge_contents(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield a finding where there is nothing to judge."""
    if not books.transactions:
        yield CK02.found(
            say("The books hold no transactions, so the rules had nothing to look at."),
            Source(str(books.main), 1),
            hint=say(
                "Check that the main file includes the files of the months, and that "
                "this is the right main file."
            ),
        )


def judge_files(books: Books, _register: Register) -> Iterator[Finding]:
    """Yield the files that look like books, and that nobody reads.

    Where nothing at all is read, CK02 says so.
    """
    for file in left_out(books.text) if books.text and books.transactions else ():
        yield CK05.found(
            say(
                "{file} is among the books, but nothing includes it: its contents do "
                "not count.",
                file=file.name,
            ),
            Source(str(file), 1),
            hint=_how_to_join(file, books.main),
        )


def _how_to_join(file: Path, main: Path) -> Message:
    if file.name.lower().endswith(ADDED):
        return say("Call it {name}, without {ending}.", name=file.stem, ending=ADDED)
    return say(
        "Put it in a folder that {main} includes, or write an `include` line for it "
        "there. If it is not part of the books, move it out of their folder.",
        main=main.name,
    )


TEXT = Family((CK01, CK03, CK04, CK07), judge_text, needs=Needs.TEXT)
PROGRAMS = Family((CK06,), judge_programs, needs=Needs.TEXT)
REGISTER = Family((MB00,), judge_register, needs=Needs.TEXT)
CONTENTS = Family((CK02,), judge_contents, needs=Needs.LEDGER)
FILES = Family((CK05,), judge_files, needs=Needs.LEDGER)
