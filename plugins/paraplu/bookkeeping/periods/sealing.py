"""Makes the seal of a period, where nothing is in the way of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paraplu.base.dates import shifted
from paraplu.base.findings import Severity
from paraplu.base.language import counted, say
from paraplu.base.periods import Period
from paraplu.bookkeeping.periods.documents import documents_of
from paraplu.bookkeeping.periods.sealed_lines import BY_VALUE, SealedLines
from paraplu.journal import CannotBook, Change
from paraplu.ledger.approvals import Approval, Approvers
from paraplu.ledger.seals import Seal, SealKind
from paraplu.ledger.seals.text import seal_text, with_digest

_LIKE_A_CODE = re.compile(r"[A-Za-z]{1,4}\d+")
# Of whoever closes a word is kept, such as the name of an office: no more, since a
# seal can never lose it.
_ONE_WORD = re.compile(r"\w[\w-]{0,39}")

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from paraplu.base.findings import Finding
    from paraplu.ledger.books import Books
    from paraplu.ledger.seals import Scope, Seals
    from paraplu.register.model import Register


@dataclass(frozen=True)
class SealOrder:
    """What somebody wants to seal: a period of a scope, who does it, why, and when."""

    period: Period
    scope: Scope
    kind: SealKind
    by: str
    day: dt.date
    reason: str = ""


@dataclass(frozen=True)
class SealedWith:
    """What judged the books that are sealed: the program, and two checksums."""

    program: str
    rules: str
    register: str


def sealed(
    order: SealOrder,
    books: Books,
    register: Register,
    seals: Seals,
    findings: Iterable[Finding],
    *,
    judged: SealedWith,
) -> Seal | None:
    """Return the seal of a period; None where it is closed like that already.

    Raises:
        CannotBook: the period has not ended, its check has errors, an earlier period is
            open, it was filed, a seal is damaged, or who closes is not of the books.
    """
    lines = SealedLines(books, register, order.scope)
    newest = _newest(order, seals)
    if newest and newest.closes and newest.kind is order.kind:
        return None
    _must_have_ended(order)
    _must_be_known(order, register)
    _must_be_there(order, register)
    _must_be_whole(seals)
    _must_be_apart(order, seals)
    _must_be_right(order, findings)
    _must_follow(order, lines, seals)
    entries = lines.entries(order.period)
    if newest and newest.closes and _has_changed(newest, books, register):
        raise CannotBook(
            say(
                "{period} changed since it was closed. See what with `paraplu period "
                "verify`, and put it back before it is filed.",
                period=str(order.period),
            )
        )
    made = Seal(
        order.period,
        order.scope,
        order.kind,
        newest.number + 1 if newest else 1,
        order.day,
        order.by,
        order.reason,
        _heads(seals),
        program=judged.program,
        canonical=BY_VALUE,
        rules=judged.rules,
        register=judged.register,
        transactions=sum(one.transaction is not None for one in entries),
        checksum=lines.checksum(order.period),
        balances={
            account.name: standing
            for account in lines.accounts()
            if (standing := books.running[account].at(order.period.last))
        },
        documents=documents_of(books, entries),
        entries=tuple(sorted(str(one.mark) for one in entries)),
    )
    return with_digest(made)


def _has_changed(seal: Seal, books: Books, register: Register) -> bool:
    lines = SealedLines(books, register, seal.scope, seal.canonical)
    return lines.checksum(seal.period) != seal.checksum


def opened(order: SealOrder, register: Register, seals: Seals) -> list[Seal]:
    """Return the seals that open a period again, and with it those that follow it.

    The last is opened first. Raises CannotBook for a period that is not closed, or that
    was filed, for no reason given, and where a later one was filed.
    """
    _must_be_known(order, register)
    _must_be_whole(seals)
    if not order.reason.strip():
        raise CannotBook(
            say("Say why it is opened again: --reason. It is kept with the books.")
        )
    newest = _newest(order, seals)
    if newest is None or not newest.closes:
        raise CannotBook(say("{period} is not closed.", period=order.period))
    later = [
        seal
        for seal in seals.closed(order.scope)
        if seal.period.first >= order.period.first
    ]
    filed = [str(seal.period) for seal in later if seal.kind is SealKind.FILED]
    if filed:
        raise CannotBook(
            say(
                "{periods} was filed: others have these figures, so it is not opened "
                "again. Correct it by an entry of a later day that says what it "
                "corrects.",
                periods=", ".join(filed),
            )
        )
    found: list[Seal] = []
    heads = _heads(seals)
    for seal in reversed(later):
        made = Seal(
            seal.period,
            seal.scope,
            SealKind.OPENED,
            seal.number + 1,
            order.day,
            order.by,
            order.reason,
            heads,
        )
        found.append(with_digest(made))
        heads = (found[-1].digest,)
    return found


def changes_of(made: Sequence[Seal], seals: Seals) -> list[Change]:
    """Return the files of new seals; each is there once, and none is written over."""
    return [Change(seals.folder / seal.name, None, seal_text(seal)) for seal in made]


def _newest(order: SealOrder, seals: Seals) -> Seal | None:
    return seals.newest.get((order.scope, order.period))


def _heads(seals: Seals) -> tuple[str, ...]:
    return tuple(sorted(seal.digest for seal in seals.heads))


def _must_have_ended(order: SealOrder) -> None:
    if order.period.last >= order.day:
        raise CannotBook(
            say(
                "{period} has not ended: it can be closed from {day} on.",
                period=order.period,
                day=shifted(order.period.last, 1),
            )
        )


def _must_be_known(order: SealOrder, register: Register) -> None:
    """Refuse a code that nobody has, and who is not on the board where it is named."""
    if order.by in register.members:
        return
    known = Approvers(register).known(Approval(order.by, order.day), "")
    word = _ONE_WORD.fullmatch(order.by)
    if not known or not word or _LIKE_A_CODE.fullmatch(order.by):
        raise CannotBook(
            say(
                "“{who}” is neither a member nor on the board. Write a code, such as "
                "--by L01, or the word of the register: --by board.",
                who=order.by,
            )
        )


def _must_be_there(order: SealOrder, register: Register) -> None:
    """Refuse a fund that the register does not have: it would be a seal of nothing."""
    fund = order.scope.fund
    if fund and fund not in register.funds:
        raise CannotBook(
            say(
                "There is no fund “{name}” in the register. Give one of: {known}.",
                name=fund,
                known=", ".join(sorted(register.funds)) or "–",
            )
        )


def _must_be_whole(seals: Seals) -> None:
    if seals.faults:
        fault = seals.faults[0]
        raise CannotBook(
            say("{file}: {what}", file=fault.file.name, what=fault.message)
        )


def _must_be_apart(order: SealOrder, seals: Seals) -> None:
    """Refuse a period that has only a part in common with one that is closed."""
    for seal in seals.closed(order.scope):
        if seal.period != order.period and seal.period.overlaps(order.period):
            raise CannotBook(
                say(
                    "{other} is closed, and is part of {period} or the other way "
                    "around. Close what is left of it by itself.",
                    other=seal.period,
                    period=order.period,
                )
            )


def _must_be_right(order: SealOrder, findings: Iterable[Finding]) -> None:
    """Refuse books with an error until the end of the period, or without a day."""
    errors = [
        one
        for one in findings
        if one.severity is Severity.ERROR
        and (one.date is None or one.date <= order.period.last)
    ]
    if errors:
        raise CannotBook(
            say(
                "{errors} until the end of {period}; the first is {code}. See them "
                "with: paraplu check",
                errors=counted(
                    "There is {n} error", "There are {n} errors", len(errors)
                ),
                period=str(order.period),
                code=errors[0].code,
            )
        )


def _must_follow(order: SealOrder, lines: SealedLines, seals: Seals) -> None:
    """Refuse a period before which there are entries in a day that is not closed."""
    day = lines.first_day
    if day is None:
        return
    for seal in seals.closed(order.scope):
        if seal.period.first <= day <= seal.period.last:
            day = shifted(seal.period.last, 1)
    open_until = shifted(order.period.first, -1)
    if day <= open_until and lines.any_within(day, open_until):
        raise CannotBook(
            say(
                "What is before {period} is open, from {day} on. Close that first: "
                "paraplu period close {earlier}",
                period=str(order.period),
                day=day,
                earlier=str(Period.of(day, order.period.span)),
            )
        )
