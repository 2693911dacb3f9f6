"""The entries behind figures of the whole books, in words that the reader may read.

The general meeting has members by their codes, and none of the words of their entries:
a customer is no business of fellow members. The audit committee may read all (article
48 of book 2 of the Dutch civil code: the board shows it the books).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from paraplu.base.findings import NO_SOURCE
from paraplu.base.language import Message, printable, say
from paraplu.base.money import ZERO
from paraplu.reports.papers.postings import class_said
from paraplu.reports.papers.values import FigurePart, PartsOf
from paraplu.reports.papers.whole.balances import standing
from paraplu.reports.papers.whole.results import booked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from decimal import Decimal

    from paraplu.base.chart import Account
    from paraplu.base.findings import Source
    from paraplu.ledger.books import Books
    from paraplu.ledger.transactions import Transaction
    from paraplu.reports.papers.material import Material
    from paraplu.reports.papers.whole.results import ResultPosting
    from paraplu.reports.span import Span


def place(material: Material, source: Source) -> Source:
    """Return a place by its path from the folder of the books."""
    # Of thousands of entries, in few files.
    shown = material.once(
        ("place", source.file), lambda: _path(material.books, source.file)
    )
    return source._replace(file=shown)


def _path(books: Books, name: str) -> str:
    file, root = Path(name).resolve(), books.root.resolve()
    inside = file.is_relative_to(root)
    return file.relative_to(root).as_posix() if inside else file.name


def words_of(transaction: Transaction) -> str:
    """Return payee and narration of an entry."""
    parts = (transaction.payee, transaction.narration)
    return " · ".join([printable(part) for part in parts if part])


def said(transaction: Transaction, account: Account) -> Message | str:
    """Return what an entry was on an account, for the general meeting."""
    if transaction.members:
        if not account.member:
            return account_said(account)
        known = (("member", account.member), ("what", class_said(account)))
        return Message("{member} · {what}", known)
    return words_of(transaction) or account_said(account)


def account_said(account: Account) -> str:
    """Return the name of an account without its root: Coop: Rent."""
    return ": ".join(account.name.split(":")[1:])


def parts_of_results(
    material: Material,
    span: Span,
    wanted: Callable[[Account], bool],
    sign: int,
    *,
    outside: bool = False,
) -> Sequence[FigurePart]:
    """Return the postings on some accounts of income and costs, closings left out."""
    until = span.until(material.books)
    every = by_account(material)
    found = [
        one
        for account, own in every.items()
        if wanted(account)
        for one in own
        if one.date in until
    ]
    found.sort(key=lambda one: (one.transaction.number, one.position))
    amounts = ((one, one.outside if outside else one.amount) for one in found)
    return PartsOf(
        [(one, n) for one, n in amounts if n],
        lambda part: _part(material, *part, sign),
    )


def by_account(material: Material) -> Mapping[Account, Sequence[ResultPosting]]:
    """Return the postings on each account of income and costs, closings left out."""
    return material.once(("by-account",), lambda: _by_account(material.books))


def _by_account(books: Books) -> Mapping[Account, Sequence[ResultPosting]]:
    found: defaultdict[Account, list[ResultPosting]] = defaultdict(list)
    for one in booked(books):
        found[one.account].append(one)
    return found


def _part(
    material: Material, one: ResultPosting, amount: Decimal, sign: int
) -> FigurePart:
    source = place(material, one.transaction.source_at(one.position))
    return FigurePart(
        source, one.date, said(one.transaction, one.account), sign * amount
    )


def parts_of_balances(
    material: Material,
    span: Span,
    wanted: Callable[[Account], bool],
    sign: int,
) -> Sequence[FigurePart]:
    """Return what some accounts stand at: what stood before, and what was posted."""
    posted = material.once(("posted",), lambda: _posted(material.books))
    known = {*posted, *(standing(material, span.before) if span.before else ())}
    return parts_of_accounts(material, span, list(filter(wanted, known)), sign)


def parts_of_accounts(
    material: Material, span: Span, accounts: Sequence[Account], sign: int
) -> Sequence[FigurePart]:
    """Return what these accounts stand at: what stood before, and what was posted."""
    books = material.books
    until = span.until(books)
    posted = material.once(("posted",), lambda: _posted(books))
    found = [
        one
        for account in accounts
        for one in posted.get(account, ())
        if one[0].date in until
    ]
    found.sort(key=lambda one: (one[0].number, one[1]))
    return PartsOf(
        found,
        lambda one: _moved(material, *one, sign),
        _stood_before(material, span, accounts, sign),
    )


def _stood_before(
    material: Material, span: Span, accounts: Sequence[Account], sign: int
) -> Sequence[FigurePart]:
    """Return what accounts stood at before a span as one part, if at anything."""
    if not span.before:
        return ()
    there = standing(material, span.before)
    before = sum((there.get(account, ZERO) for account in accounts), ZERO)
    said_before = say("what stood before")
    part = FigurePart(NO_SOURCE, span.before, said_before, sign * before)
    return (part,) if before else ()


def _moved(
    material: Material, transaction: Transaction, position: int, sign: int
) -> FigurePart:
    posting = transaction.postings[position]
    return FigurePart(
        place(material, transaction.source_at(position)),
        transaction.date,
        said(transaction, posting.account),
        sign * posting.amount,
    )


def _posted(books: Books) -> Mapping[Account, Sequence[tuple[Transaction, int]]]:
    """Return the postings on each account, but for those of nothing."""
    found: defaultdict[Account, list[tuple[Transaction, int]]] = defaultdict(list)
    for transaction in books.transactions:
        for n, posting in enumerate(transaction.postings):
            if posting.amount:
                found[posting.account].append((transaction, n))
    return found
