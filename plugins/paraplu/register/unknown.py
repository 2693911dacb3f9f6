"""What a fault in the register makes unknown, and who asks for that.

A part of the register is named by its keys: `policies.receipt_from`, `vat`,
`members.permission`. Of a member's part the code is known too: that of others is not
in doubt. What is in the private register is under `private`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from paraplu.register.faults import Path

# Whose values are kept apart by member.
_BY_MEMBER = ("members", "private")


class Unknown(NamedTuple):
    """A part of the register that a fault makes unknown, of one member or of all."""

    part: str
    member: str | None = None

    def touches(self, part: str) -> bool:
        """Tell whether who reads a part reads something of this."""
        if EVERYTHING.part in (self.part, part):
            return "language" not in (self.part, part)
        return _within(self.part, part) or _within(part, self.part)


# What a member has values of; those of the policies are in place of everybody's.
OF_A_MEMBER = ("members", "policies")
# Which codes are those of members.
CODES = Unknown("codes")
# There is no register that can be used; only its language may still be known.
EVERYTHING = Unknown("*")


def unknown_of(paths: Iterable[Path]) -> tuple[Unknown, ...]:
    """Return what is unknown where the values at these paths could not be read."""
    return tuple(dict.fromkeys(found for path in paths for found in _parts(path)))


def _parts(path: Path) -> Iterator[Unknown]:
    match path:
        case (top, code) if top in _BY_MEMBER:
            yield Unknown(top, code)
            if top == "members":
                yield Unknown("policies", code)
        case ("members", code, "policy", *keys):
            yield Unknown(".".join(["policies", *keys[:1]]), code)
        case (top, code, key, *_) if top in _BY_MEMBER:
            yield Unknown(f"{top}.{key}", code)
        case ("policies", _, key, *_):
            yield Unknown(f"policies.{key}")
        case (
            "policies"
            | "funds"
            | "municipalities"
            | "suppliers"
            | "board"
            | "budgets"
            | "decisions"
            | "help" as top,
            *_,
        ):
            yield Unknown(top)
        case (top, key, *_):
            yield Unknown(f"{top}.{key}")
        case (top,):
            yield Unknown(top)


def _within(part: str, whole: str) -> bool:
    return part == whole or part.startswith(f"{whole}.")
