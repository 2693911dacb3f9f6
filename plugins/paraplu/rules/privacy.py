"""PV01: personal data in the books, which stay in git for ever.

A BSN the cooperative may not keep at all (art. 46 UAVG), and of names, addresses and
private accounts no more than needed (art. 5 GDPR). The text of the files is read as it
stands, comments included, since whoever sees the repository sees those too; so are
customers, invoices, ledgers that nothing includes, the record of payments, and the
names of files and folders.

    2025-03-01 * "Market" "Chairs sold, BSN 111222333"  ; PV01
      Assets:Bank                60.00 EUR
      Income:Members:L01:Sales  -60.00 EUR
"""

from __future__ import annotations

import os
import re
from bisect import bisect_right
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.findings import Finding, Severity, Source
from paraplu.base.identifiers import is_bsn
from paraplu.base.language import say
from paraplu.base.plain_file import plain_bytes
from paraplu.base.read_once import bytes_of, digest_of_bytes
from paraplu.bookkeeping.invoices.customers import people_in, read_customers
from paraplu.bookkeeping.invoices.shelf import is_issued
from paraplu.ledger.kept_files import is_text_of_ours, kept_in
from paraplu.ledger.personal.as_text import as_text
from paraplu.ledger.personal.disclosed import What, disclosed
from paraplu.ledger.personal.names import Personal, says_bsn
from paraplu.ledger.personal.telling_codes import told_by
from paraplu.ledger.source.left_out import looks_like_books
from paraplu.register.faults import Faults
from paraplu.rules.rule import Family, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.ledger.books import Books
    from paraplu.ledger.kept.cleared import Cleared
    from paraplu.ledger.transactions import Transaction
    from paraplu.register.model import Register

PV01 = Rule(
    "PV01", Severity.ERROR, say("Personal data in the books"), reads=("private",)
)

# What LibreOffice puts before the name of a file that somebody has open.
_LOCK = ".~lock."
_BARE = re.compile(r"(?<!\w)\d{9}(?!\w)", re.ASCII)
# Every digit as 0, every other sign of a word as x, the rest as a space: so a number of
# nine digits is found three times as fast as by a pattern.
_DIGITS_MASKED = re.sub(rb"[0-9]", b"0", bytes(range(256)))
_WORDS_MASKED = re.sub(rb"[A-Za-z_\x80-\xff]", b"x", _DIGITS_MASKED)
_MASK = re.sub(rb"[^0x]", b" ", _WORDS_MASKED)
_MASKED_NUMBER = b" 000000000 "
# As what it is kept that a text has none.
_NINE = b"numbers that could be a BSN"
_HINT = say(
    "Delete it. If it was committed, it stays in git's history: ask for help to remove "
    "it there too."
)
# Who reads it may know better: a baker in Anna Paulowna is not Anna Bakker.
_NAME_HINT = say(
    "If it is about that person, write the code. If it was committed, it stays in "
    "git's history: ask for help to remove it there too. If it is somebody or "
    "something else, such as a shop or a place, put the text under `not_a_name:` in "
    "members.private.yaml, with a word more than the name has."
)
_ISSUED = say(
    "An issued invoice never changes, and has to be kept for seven years. Credit it, "
    "and issue it again without this. Ask the board what it decides about the copy in "
    "git; paraplu explain PV01 says what is possible."
)
_CODE = say(
    "This code is a part of the name of the person whose it is, and codes are in the "
    "books."
)
_OTHER_CODE = say("Choose a code that tells nothing, such as k07, from now on.")
_SAYS = {
    What.BSN: (
        Severity.ERROR,
        say("There is a BSN on this line. The cooperative may not keep it."),
        _HINT,
    ),
    What.PRIVATE: (
        Severity.ERROR,
        say(
            "There is a name, an e-mail address or an IBAN from the private register "
            "on this line."
        ),
        _NAME_HINT,
    ),
    What.MAYBE: (
        Severity.SIGNAL,
        say(
            "There is a word or a number on this line that is also a name or a number "
            "from the private register."
        ),
        say(
            "If it is about that person, write the code. If not, add it to "
            "`not_a_name:` in members.private.yaml."
        ),
    ),
}
_NAMED = {
    What.BSN: (
        Severity.ERROR,
        say(
            "There is a BSN in the name of this file or folder. The cooperative may "
            "not keep it."
        ),
        say("Rename it. If it was committed, ask for help to remove it from git too."),
    ),
    What.PRIVATE: (
        Severity.ERROR,
        say(
            "There is a name, an e-mail address or an IBAN from the private register "
            "in the name of this file or folder."
        ),
        say(
            "Rename it. If it was committed, ask for help to remove it from git too. "
            "If it is somebody or something else, put the text under `not_a_name:` in "
            "members.private.yaml, with a word more than the name has."
        ),
    ),
    What.MAYBE: (
        Severity.SIGNAL,
        say(
            "There is a word or a number in the name of this file or folder that is "
            "also a name or a number from the private register."
        ),
        _SAYS[What.MAYBE][2],
    ),
}


def judge(books: Books, register: Register) -> Iterator[Finding]:
    """Yield BSNs, and what the private register holds, wherever the books say them."""
    personal = Personal(people_in(books.main.parent, register))
    numbers: list[Source] = []
    kept = list(kept_in(books.root))
    beside = [str(books.root / path) for path in kept if is_text_of_ours(path)]
    yield from _beside(personal, books, register, beside)
    lines: list[str] = []
    for file in dict.fromkeys((*books.files, register.file)):
        try:
            data = bytes_of(file) if file else b""
            ledger = not file.endswith((".yaml", ".yml"))
            if not ledger:
                data = as_text(data, file)
            cleared = books.cleared
            for found in disclosed(personal, data, ledger=ledger, cleared=cleared):
                yield _finding(found.what, Source(file, found.line))
                lines.append(data.split(b"\n")[found.line - 1].decode())
        except (OSError, UnicodeDecodeError):
            # For Beancount and the register's reader to say.
            continue
        numbers += _bare_numbers(file, data, books.cleared)
    yield from _bare(books, numbers)
    yield from _codes(books, register)
    for finding in _named(personal, register, books.root, kept):
        # Where the ledger says the name, it was told there.
        if not any(Path(finding.source.file).name in line for line in lines):
            yield finding


def _beside(
    personal: Personal, books: Books, register: Register, files: list[str]
) -> Iterator[Finding]:
    """Yield what texts say that are no part of the ledger or the register."""
    read = set(map(os.path.realpath, filter(None, (*books.files, register.file))))
    for file in files:
        if os.path.realpath(file) in read:
            continue
        try:
            data = as_text(plain_bytes(file, books.root), file)
        except OSError:
            # A link to nothing, or what only its owner may read, says nothing here.
            continue
        issued = is_issued(Path(file), register)
        ledger = looks_like_books(Path(file).name)
        for one in disclosed(personal, data, ledger=ledger, cleared=books.cleared):
            yield _finding(one.what, Source(file, one.line), issued=issued)


def _codes(books: Books, register: Register) -> Iterator[Finding]:
    """Yield the codes that tell whose they are; the books are full of them."""
    customers = read_customers(books.main.parent, register, Faults("")).values()
    known = [
        *((one.code, one.name, one.source) for one in customers if one.private),
        *(
            (code, person.name, register.members[code].source)
            for code, person in register.private.items()
            if code in register.members
        ),
    ]
    for code, name, source in known:
        what = told_by(code, name)
        if what:
            severity = _SAYS[what][0]
            yield PV01.found(_CODE, source, hint=_OTHER_CODE, severity=severity)


def _named(
    personal: Personal, register: Register, root: Path, paths: list[str]
) -> Iterator[Finding]:
    """Yield the names of folders and files, and nothing of what is in such a folder."""
    # A line for each path: a name with a line break in it is still one.
    text = "\n".join(path.replace("\n", " ") for path in paths)
    text = text.replace(_LOCK, " ")
    told: list[str] = []
    for found in disclosed(
        personal, text.replace("\\", " ").encode(errors="replace"), ledger=False
    ):
        path = paths[found.line - 1]
        if any(path.startswith(f"{one}{os.sep}") for one in told):
            continue
        told.append(path)
        severity, message, hint = _NAMED[found.what]
        if severity is Severity.ERROR and is_issued(root / path, register):
            hint = _ISSUED
        yield PV01.found(
            message, Source(str(root / path), 1), hint=hint, severity=severity
        )


def _bare_numbers(file: str, text: bytes, cleared: Cleared | None) -> list[Source]:
    """Return the places of the numbers that could be a BSN by their digits."""
    if cleared is None:
        return _numbers(file, text)
    digest = digest_of_bytes(text)
    if cleared.knows(_NINE, digest):
        return []
    found = _numbers(file, text)
    if not found:
        cleared.note(_NINE, digest)
    return found


def _numbers(file: str, text: bytes) -> list[Source]:
    data = b" %b " % text
    masked = data.translate(_MASK)
    found = []
    at = masked.find(_MASKED_NUMBER)
    while at >= 0:
        if is_bsn(data[at + 1 : at + 10].decode()):
            found.append(Source(file, data.count(b"\n", 0, at + 1) + 1))
        at = masked.find(_MASKED_NUMBER, at + 1)
    return found


def _bare(books: Books, numbers: list[Source]) -> Iterator[Finding]:
    """Yield the payees and narrations that hold such a number."""
    if not numbers:
        return
    by_file: dict[str, list[Transaction]] = {}
    for transaction in books.transactions:
        by_file.setdefault(transaction.source.file, []).append(transaction)
    for transactions in by_file.values():
        transactions.sort(key=_line)
    suspects = (_transaction_at(by_file.get(file, []), line) for file, line in numbers)
    found = {transaction.number: transaction for transaction in suspects if transaction}
    for _number, transaction in sorted(found.items()):
        text = f"{transaction.payee} {transaction.narration}"
        numbered = any(map(is_bsn, _BARE.findall(text)))
        if numbered and not says_bsn(" ".join(text.split())):
            yield PV01.found(
                say("There is a number in this text that may be a BSN."),
                transaction.source,
                hint=_HINT,
                severity=Severity.SIGNAL,
            )


def _transaction_at(transactions: list[Transaction], line: int) -> Transaction | None:
    """Return the transaction that a line belongs to: the last that begins before it."""
    at = bisect_right(transactions, line, key=_line)
    return transactions[at - 1] if at else None


def _line(transaction: Transaction) -> int:
    return transaction.source.line


def _finding(what: What, source: Source, *, issued: bool = False) -> Finding:
    severity, message, hint = _SAYS[what]
    if issued and severity is Severity.ERROR:
        hint = _ISSUED
    return PV01.found(message, source, hint=hint, severity=severity)


FAMILY = Family((PV01,), judge)
