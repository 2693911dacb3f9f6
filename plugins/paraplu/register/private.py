"""The private register: who a code is.

It lies beside the register, git does not keep it, and every command works without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from paraplu.base.language import say
from paraplu.register import fields, names
from paraplu.register.faults import Faults, Place, TooManyFaults
from paraplu.register.members import NUMBERS
from paraplu.register.membership import EMPTY, PrivatePerson
from paraplu.register.shape import Keys, items, named
from paraplu.register.textfile import RegisterUnreadable, own_bytes
from paraplu.register.yaml_lines import Node, read_tree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


def read_private(
    path: Path, faults: Faults, codes: Collection[str] | None
) -> Mapping[str, PrivatePerson] | None:
    """Return the people by their code, or None where there is no such file.

    Its faults go to `faults`. `codes` are the members that the register has; None
    where the register could not tell.
    """
    try:
        data = own_bytes(path, faults.file)
    except RegisterUnreadable as error:
        if error.missing:
            return None
        faults.add(0, error.message)
        faults.unknown.append(())
        return EMPTY

    def member(node: Node, at: Place) -> str | None:
        code = names.code(node, at)
        if code is not None and codes is not None and code not in codes:
            at.fault(
                say("the register has no member {code}.", code=code),
                say("Correct the code, or delete anybody who is not a member."),
                unknown=(),
            )
        return code

    people = None
    try:
        tree = read_tree(data.decode(), faults)
        if tree is not None:
            people = named(member, _person)(tree, Place(faults, line=tree.line))
    except TooManyFaults:
        pass
    if people is None:
        faults.unknown.extend([()] if faults.found else [])
        return EMPTY
    return people


_PERSON = Keys(
    {
        "name": fields.text,
        "ibans": items(names.iban),
        "email": fields.pattern(r"[^\s@]+@[^\s@]+", say("is not an e-mail address.")),
        "not_a_name": items(fields.text),
    },
    refused=NUMBERS,
)


def _person(node: Node, at: Place) -> PrivatePerson | None:
    found = _PERSON.read(node, at)
    return None if found is None else PrivatePerson(**found)
