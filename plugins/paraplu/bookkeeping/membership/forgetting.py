"""Takes somebody who left out of the private register, once the term is over.

The ledger knows a code alone, so it stays whole: who the code was is what goes. As long
as the books have to be kept, they have to tell the tax office whom a payment was for,
and nothing goes.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

from paraplu.base.dutch_law.retention import kept_until
from paraplu.base.language import say
from paraplu.journal import CannotBook, Change
from paraplu.ledger.kept_files import kept_in
from paraplu.register.yaml_places import (
    CannotEdit,
    begin_of,
    end_of,
    is_flow,
    pair_in,
    pairs_of,
    tree_of,
)

if TYPE_CHECKING:
    import datetime as dt

    from paraplu.ledger.books import Books
    from paraplu.register.model import Register

_COMMENT = re.compile(r"[ \t]*#")


class Forgetting(NamedTuple):
    """What goes: a change of the private register, None where it has nothing.

    `until` is the day on which the term ended. `files` are those of the books, by path
    from their folder, that lie in a folder of the code and may have the name in them.
    """

    until: dt.date
    change: Change | None
    files: tuple[str, ...]


def forgetting(
    books: Books, register: Register, code: str, today: dt.date, years: int
) -> Forgetting:
    """Return what goes of a member who left.

    Raises:
        CannotBook: nobody has this code, the member has not left, the term is not over,
            or the private register has a form in which nothing can be taken out.
    """
    until = kept_until(_last_day(books, register, code), years)
    if today <= until:
        raise CannotBook(
            say(
                "{code} cannot be forgotten before {day}: until then the books have to "
                "be kept, {years} years after the last year with an entry (art. 52 "
                "AWR).",
                code=code,
                day=until.replace(year=until.year + 1, month=1, day=1),
                years=years,
            )
        )
    files = tuple(
        name.replace(os.sep, "/")
        for name in kept_in(books.root)
        if code in Path(name).parts[:-1] and (books.root / name).is_file()
    )
    if not register.private_file or code not in register.private:
        return Forgetting(until, None, files)
    file = Path(os.path.realpath(register.private_file))
    text = file.read_bytes().decode()
    try:
        return Forgetting(until, Change(file, text, without(text, code)), files)
    except CannotEdit as fault:
        raise CannotBook(
            say(
                "{code} cannot be taken out of {file} by itself. Delete it there.",
                code=code,
                file=str(file),
            )
        ) from fault


def _last_day(books: Books, register: Register, code: str) -> dt.date:
    """Return the last day that the books know somebody of, who is a member no more."""
    member = register.members.get(code)
    if member is None:
        raise CannotBook(say("The register has no member {code}.", code=code))
    if member.left is None:
        raise CannotBook(
            say("{code} has not left, and is needed as long as that.", code=code)
        )
    entries = books.transactions_of(code)
    return max([member.left, *(one.date for one in entries[-1:])])


def without(text: str, code: str) -> str:
    """Return a private register without somebody, and without the comment above.

    All else stays as it is, character by character.

    Raises:
        CannotEdit: it is written on one line, or would say something else of others.
    """
    tree = tree_of(text)
    pair = pair_in(tree, code)
    if pair is None or is_flow(tree):
        raise CannotEdit(say("nobody can be taken out of it"))
    key, value = pair
    lines = text.splitlines(keepends=True)
    first = text.count("\n", 0, begin_of(key))
    while first and _COMMENT.match(lines[first - 1]):
        first -= 1
    last = text.count("\n", 0, max(end_of(value) - 1, begin_of(key)))
    below = lines[last + 1 :]
    # One empty line was before it, and one after.
    if first and below and not (lines[first - 1].strip() or below[0].strip()):
        below = below[1:]
    after = "".join([*lines[:first], *below])
    if len(pairs_of(tree)) == 1:
        after += "{}\n"
    wanted = {k: v for k, v in yaml.safe_load(text).items() if k != code}
    if (yaml.safe_load(after) or {}) != wanted:
        raise CannotEdit(say("nobody can be taken out of it"))
    return after
