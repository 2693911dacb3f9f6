"""Reading the register: `members.yaml`, and the private register beside it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from paraplu.accounts import Chart
from paraplu.language import say
from paraplu.register.board import board
from paraplu.register.chart import chart
from paraplu.register.cooperative import cooperative, extra_accounts, plugins
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.fields import choice
from paraplu.register.funds import funds
from paraplu.register.invoicing import check_codes, invoicing
from paraplu.register.matches import check_matches
from paraplu.register.members import members
from paraplu.register.model import Register
from paraplu.register.policies import policies
from paraplu.register.private import read_private
from paraplu.register.shape import Convert, record
from paraplu.register.suppliers import suppliers
from paraplu.register.textfile import read_bytes
from paraplu.register.vat import vat_terms
from paraplu.register.yaml_lines import Node, Table, line_of, read_tree
from paraplu.vocabulary import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from paraplu.findings import Finding

_REGISTER: dict[str, Convert[Any]] = {
    "cooperative": cooperative,
    "language": choice("en", "nl"),
    "chart": chart,
    "accounts": extra_accounts,
    "plugins": plugins,
    "policies": policies,
    "vat": vat_terms,
    "funds": funds,
    "suppliers": suppliers,
    "invoices": invoicing,
    "board": board,
    "members": members,
}


@dataclass(frozen=True)
class Reading:
    """What came of reading a register.

    `register` is None where there is any fault. `checksum` is the SHA-256, in
    hexadecimal, of the register's bytes; the private register is not in it.
    """

    register: Register | None
    faults: tuple[Finding, ...]
    checksum: str


def read_register(path: Path, *, label: str | None = None) -> Reading:
    """Return the register in a file, or every fault in it (MB00; contract, section 3).

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
        register = _register(tree, faults)
    except TooManyFaults:
        pass

    beside = f"{shown.stem}.private.yaml"
    private_faults = Faults(str(shown.with_name(beside)))
    people = read_private(path.with_name(beside), private_faults, _codes(tree))

    found = (*faults.found, *private_faults.found)
    if found or register is None:
        return Reading(None, found, _checksum(data))
    if people is not None:
        register = replace(register, private=people, private_file=private_faults.file)
    return Reading(register, (), _checksum(data))


def _register(tree: Node | None, faults: Faults) -> Register | None:
    if tree is None:
        if not faults.found:
            faults.add(
                0,
                say("The register is empty."),
                say("Write at least: {example}", example="members: {}"),
            )
        return None
    top = Place(faults, line=tree.line)
    found = record(tree, top, _REGISTER, required=("members",))
    if found is None:
        return None
    extra = found.pop("accounts", ())
    register = Register(extra_accounts=extra, file=faults.file, **found)
    _check_caps(register, faults)
    check_codes(register, top.into("invoices", line_of(tree, "invoices")))
    check_matches(register, faults)
    return register


def _check_caps(register: Register, faults: Faults) -> None:
    """Keep a fault for every cap on something that is no class of the chart.

    Such a cap would never bind, and nobody would notice.
    """
    chart = Chart(words_of(register.chart))
    capped = (
        *((policy.caps, policy.source) for policy in register.policies),
        *((m.policy.get("caps", {}), m.source) for m in register.members.values()),
    )
    for caps, source in capped:
        for path in caps:
            if chart.member_class(path) is None:
                faults.add(
                    source.line,
                    say(
                        "{path} under `caps:` is not a class of member accounts.",
                        path=path,
                    ),
                    say(
                        "Write the class first, as in {example}.", example="Costs:Phone"
                    ),
                )


def _codes(tree: Node | None) -> set[str] | None:
    """Return the members' codes, those with faults too; None where none can be told."""
    if isinstance(tree, Table):
        for key, value in tree.entries:
            if key.text == "members" and isinstance(value, Table):
                return {code.text for code, _ in value.entries}
    return None


def _checksum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
