"""Reading the register: `members.yaml`, and the private register beside it."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from paraplu.base.language import say
from paraplu.register.board import board, check_signing
from paraplu.register.caps import check_caps
from paraplu.register.chart import chart
from paraplu.register.closing import closing_terms
from paraplu.register.cooperative import (
    COOPERATIVE,
    cooperative,
    extra_accounts,
    plugins,
)
from paraplu.register.cost_rows import check_cost_rows, cost_rows
from paraplu.register.decisions import decisions
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.fields import choice
from paraplu.register.funded import check_funds
from paraplu.register.funds import FUND, funds
from paraplu.register.hours import check_hours, hours, notices
from paraplu.register.invoicing import INVOICES, check_codes, check_paths, invoicing
from paraplu.register.matches import check_matches
from paraplu.register.members import members
from paraplu.register.model import Register
from paraplu.register.municipalities import check_municipalities, municipalities
from paraplu.register.outflows import check_returns
from paraplu.register.policies import POLICY, policies
from paraplu.register.private import read_private
from paraplu.register.shape import Keys
from paraplu.register.suppliers import suppliers
from paraplu.register.textfile import read_bytes
from paraplu.register.unknown import EVERYTHING, unknown_of
from paraplu.register.vat import TERMS, vat_terms
from paraplu.register.yaml_lines import Node, YamlList, YamlTable, line_of, read_tree
from paraplu.register.year_budgets import budgets, check_budgets

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from paraplu.base.findings import Finding

_SPEAKS = re.compile(
    r"""^(?:\ufeff)?(?:language|"language"|'language')[ \t]*:[ \t]+"""
    r"""["']?(en|nl)["']?[ \t]*(?:#.*)?\r?$""",
    re.MULTILINE,
)

REGISTER = Keys(
    {
        "cooperative": cooperative.for_(say("Who the cooperative is.")),
        "language": choice("en", "nl").for_(
            say("The language of messages, overviews and invoices."), "en"
        ),
        "chart": chart.for_(
            say("The language of account names, or words of your own."), "en"
        ),
        "accounts": extra_accounts.for_(say("More accounts of the cooperative.")),
        "plugins": plugins.for_(
            say("Plugins and extensions of Fava that may run, by their names.")
        ),
        "policies": policies.for_(
            say("What was agreed; the newest that has begun applies.")
        ),
        "vat": vat_terms.for_(say("The cooperative's position with the tax office.")),
        "funds": funds.for_(
            say("Money of a funder with a purpose, by name as in the accounts.")
        ),
        "municipalities": municipalities.for_(
            say("Municipalities that members have their benefit from, by name.")
        ),
        "budgets": budgets.for_(
            say("What is to come in and to be spent, by year and by account.")
        ),
        "decisions": decisions.for_(say("What the general meeting decided.")),
        "suppliers": suppliers.for_(
            say("Whom the cooperative pays, by name as the payee in the books.")
        ),
        "invoices": invoicing.for_(say("How invoices are numbered and booked.")),
        "cost_rows": cost_rows.for_(
            say("In which row of an exploitation budget costs of members stand.")
        ),
        "board": board.for_(
            say("Who approves, by code or office, and with which key; or anybody.")
        ),
        "hours": hours.for_(say("The hours that members write down.")),
        "periods": closing_terms.for_(say("When periods have to be closed.")),
        "help": notices.for_(say("What members ask of each other, and offer: a list.")),
        "members": members.for_(
            say("The members, by a code; names go in members.private.yaml.")
        ),
    },
    required=("members",),
)

# The keys by which a part is known, whatever stands above it.
_KNOWN_BY: dict[str, Collection[str]] = {
    "cooperative": COOPERATIVE,
    "accounts": ("extra",),
    "policies": POLICY,
    "vat": TERMS,
    "funds": FUND,
    "municipalities": ("agreement", "due", "filed"),
    "suppliers": ("holder",),
    "decisions": ("about",),
    "invoices": INVOICES,
}
# These stand under anything.
_COMMON = frozenset({"from", "until", "name", "iban", "address", "match"})


class Reading(Struct, frozen=True):
    """What came of reading a register.

    `register` has its faults, and what could be read beside them. `checksum` is the
    SHA-256, in hexadecimal, of the register's bytes; the private register is not in it.
    """

    register: Register
    checksum: str

    @property
    def faults(self) -> tuple[Finding, ...]:
        """Everything that is wrong with the register."""
        return self.register.faults


def read_register(path: Path, *, label: str | None = None) -> Reading:
    """Return the register in a file, and every fault in it (MB00; contract, section 3).

    Its language is known whatever the faults are, so that they are told in it.

    The private register is read where it lies beside it: `members.private.yaml` for
    `members.yaml`. Findings name the file by `label`, or else by `path` as given.

    Raises:
        RegisterUnreadable: the register is not there, or is no text that can be read.
    """
    shown = PurePath(label or path)
    data = read_bytes(path, str(shown))
    faults = Faults(str(shown))
    tree = None
    register = None
    try:
        tree = read_tree(data.decode(), faults)
        register = _register(tree, faults, path.absolute().parent)
    except TooManyFaults:
        pass
    if register is None:
        language = _language(data.decode())
        faults.unknown += [(EVERYTHING.part,), *([] if language else [("language",)])]
        register = Register(language=language or "en", file=faults.file)

    beside = f"{shown.stem}.private.yaml"
    private_faults = Faults(str(shown.with_name(beside)), secret=True)
    people = read_private(path.with_name(beside), private_faults, _codes(tree))

    if people is not None:
        register = replace(register, private=people, private_file=private_faults.file)
    unknown = [
        *faults.unknown,
        *(("private", *path) for path in private_faults.unknown),
    ]
    found = (*faults.found, *private_faults.found)
    register = replace(register, faults=found, unknown=unknown_of(unknown))
    return Reading(register, _checksum(data))


def faults_of_text(text: str, path: Path) -> tuple[Finding, ...]:
    """Return what would be wrong with a register of this text in a file."""
    faults = Faults(str(path))
    with suppress(TooManyFaults):
        _register(read_tree(text, faults), faults, path.absolute().parent)
    return tuple(faults.found)


def _language(text: str) -> str:
    """Return the language that a line asks for of a register that cannot be used.

    Empty for none. What is wrong with the register is to be told in it.
    """
    found = _SPEAKS.search(text)
    return found[1] if found else ""


def _register(tree: Node | None, faults: Faults, folder: Path) -> Register | None:
    if tree is None:
        if not faults.found:
            faults.add(
                0,
                say("The register is empty."),
                say("Write at least: {example}", example="members: {}"),
            )
        return None
    top = Place(faults, line=tree.line)
    found = REGISTER.read(tree, top)
    if found is None:
        return None
    _find_misnamed(tree, faults)
    extra = found.pop("accounts", ())
    seats = found.pop("board", ())
    register = Register(extra_accounts=extra, seats=seats, file=faults.file, **found)
    check_signing(register, faults)
    check_caps(register, faults)
    check_codes(register, top.into("invoices", line_of(tree, "invoices")))
    check_paths(register.invoices, folder, tree, faults)
    check_matches(register, faults)
    check_municipalities(register, faults)
    check_funds(register, faults)
    check_returns(register, faults)
    check_cost_rows(register, top.into("cost_rows", line_of(tree, "cost_rows")))
    check_budgets(register, faults)
    check_hours(register, faults)
    return register


def _find_misnamed(tree: Node, faults: Faults) -> None:
    """Keep as unknown what stands under a key that is not known, by its own keys."""
    entries = tree.entries if isinstance(tree, YamlTable) else ()
    given = {key.text for key, _ in entries}
    for key, value in entries:
        if key.text not in REGISTER:
            inside = _keys_in(value) - _COMMON
            faults.unknown.extend(
                (part,)
                for part, keys in _KNOWN_BY.items()
                if part not in given and inside.intersection(keys)
            )


def _keys_in(node: Node) -> set[str]:
    """Return the keys of a table, and of what is in it."""
    if isinstance(node, YamlList):
        return {key for item in node.nodes for key in _keys_in(item)}
    entries = node.entries if isinstance(node, YamlTable) else ()
    deeper = (key for _, value in entries for key in _keys_in(value))
    return {key.text for key, _ in entries}.union(deeper)


def _codes(tree: Node | None) -> set[str] | None:
    """Return the members' codes, those with faults too; None where none can be told."""
    if isinstance(tree, YamlTable):
        for key, value in tree.entries:
            if key.text == "members" and isinstance(value, YamlTable):
                return {code.text for code, _ in value.entries}
    return None


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
