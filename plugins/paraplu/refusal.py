"""What a ledger must not ask of Fava: judged from its text, before anything of it runs.

The check refuses the same plugins, extensions and options. A file with importers is
refused here alone, for only Fava runs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from paraplu.base.findings import Finding, in_order
from paraplu.checking import REFUSED
from paraplu.ledger.source import LedgerText, judge_source, scan_ledger
from paraplu.ledger.source.importers import foreign_importers
from paraplu.plugin import register_path, within_books
from paraplu.register import Register, RegisterUnreadable, read_register

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


class Request(NamedTuple):
    """What a ledger asks for: its text, its register, and what of it is refused.

    `unread` says why the register cannot be read, where that is so.
    """

    text: LedgerText
    register: Register
    refused: tuple[Finding, ...]
    unread: RegisterUnreadable | None = None


def request_of(main: Path, allowed: Iterable[str] = ()) -> Request:
    """Return what a ledger asks for.

    `allowed` are plugins, extensions and files with importers that may run besides
    those that the register allows; a register that cannot be read allows none.

    Raises:
        LedgerUnreadable: there is no text to judge.
    """
    named = tuple(allowed)
    text = scan_ledger(main)
    argument = text.register_argument()
    unread = None
    try:
        file = register_path(text.main, argument[0] if argument else None)
        register = read_register(file).register
    except RegisterUnreadable as fault:
        register = Register()
        unread = fault
    text = within_books(text, register)
    found = [
        *judge_source(text, allowed_plugins=(*register.plugins, *named)),
        *foreign_importers(text, frozenset(named)),
    ]
    refused = tuple(one for one in in_order(found) if one.code in REFUSED)
    return Request(text, register, refused, unread)
