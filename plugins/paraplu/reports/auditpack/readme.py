"""What the pack says to whoever opens it: what is in it, and how to verify figures."""

from __future__ import annotations

from textwrap import TextWrapper
from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.language import Language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.base.language import Message
    from paraplu.reports.auditpack.tables import AccountYear


# Paths and checksums stay whole.
_WRAPPER = TextWrapper(78, break_long_words=False, break_on_hyphens=False)


class Shown(NamedTuple):
    """The figures of these books that a reader can verify by hand.

    `bank` is an account with what it comes to; `document` a file with the place of the
    entry that names it, and its checksum; `seal` a closed period with its checksum.
    What the books do not have is None.
    """

    cooperative: str
    year: str
    version: str
    bank: AccountYear | None
    document: tuple[str, str, str] | None
    seal: tuple[str, str, str] | None
    checksum: str
    is_provisional: bool = False


def readme(shown: Shown, language: Language) -> bytes:
    """Return the text in one language, in lines that a screen has room for."""
    texts = map(language.render, _paragraphs(shown))
    return "\n\n".join(map(_WRAPPER.fill, texts)).encode() + b"\n"


def provisional(year: str) -> bytes:
    """Return what the pack of a year says whose figures may still change."""
    said = _provisional(year)
    texts = (Language(code).render(said) for code in ("nl", "en"))
    return "\n\n".join(map(_WRAPPER.fill, texts)).encode() + b"\n"


def _provisional(year: str) -> Message:
    return say(
        "PROVISIONAL. {year} is not over, or not closed: its figures may still change. "
        "Ask for a new pack when they cannot.",
        year=year,
    )


def _paragraphs(shown: Shown) -> Iterator[Message]:
    if shown.is_provisional:
        yield _provisional(shown.year)
    yield say(
        "The books of {cooperative} over {year}, packed by paraplu {version}. You need "
        "no paraplu to read them.",
        cooperative=shown.cooperative,
        year=shown.year,
        version=shown.version,
    )
    yield from _CONTENTS
    yield say("HOW TO VERIFY IT")
    yield say(
        "First: is all of it as it was packed? In the folder where you unpacked it, "
        "type: sha256sum --check SHA256SUMS. Every line has to say OK. On Windows, "
        "certutil -hashfile FILE SHA256 gives the checksum of one file."
    )
    if shown.bank:
        yield _of_bank(shown.bank)
    if shown.document:
        yield _of_document(*shown.document)
    if shown.seal:
        yield _of_seal(*shown.seal)
    yield say(
        "All of the books: type sha256sum canonical.txt. It has to be {checksum}, "
        "which is what paraplu check says of these books.",
        checksum=shown.checksum,
    )
    yield say(
        "What this proves: that the pack agrees with itself, and with the checksums "
        "that you had from elsewhere. Ask for the line of a seal that the minutes or a "
        "mail have (seals.csv, last column): whoever packs false books can compute all "
        "the rest anew."
    )


def _of_bank(bank: AccountYear) -> Message:
    return say(
        "Figure 1, a balance: {account} comes to {closing} at the end. Open "
        "balances.csv: {opening} at the beginning, and {debit} came in and {credit} "
        "went out. Search in postings.csv for the last line of this account: its "
        "balance is the same. The statement of the bank has to say so too.",
        account=bank.account,
        closing=f"{bank.closing:.2f}",
        opening=f"{bank.opening:.2f}",
        debit=f"{bank.debit:.2f}",
        credit=f"{bank.credit:.2f}",
    )


def _of_document(file: str, place: str, digest: str) -> Message:
    return say(
        "Figure 2, an entry: open books/{place} (the number is that of the line). The "
        "entry names a document. Open {file} and compare the amounts. The checksum of "
        "that file is {digest}: sha256sum {file}",
        place=place,
        file=file,
        digest=digest,
    )


def _of_seal(lines: str, seal: str, checksum: str) -> Message:
    return say(
        "Figure 3, a closed period: open {seal} and search for the line that begins "
        "with checksum. Type sha256sum {lines}: it has to be {checksum}. In {lines} "
        "each entry of the period has a line, with its day, words and amounts.",
        lines=lines,
        seal=seal,
        checksum=checksum,
    )


_CONTENTS = (
    say(
        "auditfile.xaf: the XML Auditfile Financieel of the year, for programs of "
        "accountants. balances.csv: each account. postings.csv: each line of each "
        "entry, by account, with the balance after it. Amounts of income and debts are "
        "below zero."
    ),
    say(
        "findings.csv: what the check found. waivers.csv: what was let pass, and why. "
        "approvals.csv: who agreed to what. seals.csv: the closed periods, and whether "
        "they are what they were."
    ),
    say(
        "books: the files of the books themselves, plain text, with the documents that "
        "entries name. Names and addresses of members and private customers are not "
        "here; ask the board. canonical.txt: all that the ledger says, a line for each "
        "entry. sealed: the same of each closed period. renamed.csv: files that have "
        "another name here."
    ),
)
