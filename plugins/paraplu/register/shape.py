"""The shapes of a register: tables with known keys, tables with names, lists.

A converter takes a node and its place, and returns the value, or None after it has
told the fault; no value of a register is None. A shape makes a converter out of the
converters of its parts, and goes on after a fault, so that all are told at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias, TypeVar

from paraplu.language import Message, say
from paraplu.register.faults import Place, listed, shown
from paraplu.register.yaml_lines import Items, Node, Refused, Table, Word

T = TypeVar("T")
Convert: TypeAlias = Callable[[Node, Place], T | None]

# A plain word that YAML takes for nothing; in quotes it is text.
_NOTHING = ("", "~", "null", "Null", "NULL")
# The two sides of a comma in a number, which YAML takes for two keys between { and }.
_HEAD = re.compile("-?[0-9]+")
_TAIL = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: ?%)?")
# Looking for the key that was meant takes time with the length of the key.
_LONGEST_KEY = 40


class Refusal(NamedTuple):
    """Why a key that someone may well try is not allowed at a place."""

    what: Message
    hint: Message


def is_nothing(node: Node) -> bool:
    """Tell whether a key was left without a value."""
    return isinstance(node, Word) and (
        not node.text.strip() or (not node.quoted and node.text in _NOTHING)
    )


def wrong_shape(
    node: Node, at: Place, wanted: Message, hint: Message | None = None
) -> None:
    """Tell that the node is not what is wanted here."""
    if isinstance(node, Refused):
        return
    if is_nothing(node):
        at.fault(say("is empty."), say("Fill it in, or delete the key."))
        return
    kinds = {
        Word: say("a single value"),
        Items: say("a list"),
        Table: say("keys with values"),
    }
    at.fault(
        say(
            "must be {wanted}, but is {found}.", wanted=wanted, found=kinds[type(node)]
        ),
        hint,
    )


def record(
    node: Node,
    at: Place,
    keys: Mapping[str, Convert[Any]],
    *,
    required: tuple[str, ...] = (),
    refused: Mapping[str, Refusal] = MappingProxyType({}),
) -> dict[str, Any] | None:
    """Return the values of a table with known keys; keys not given are not in it.

    None where it is no table, or where a required value is missing or faulty.
    """
    entries = _entries(node, at)
    if entries is None:
        return None
    values = {}
    for key, value in entries:
        if _is_tail(key, value) and _cut_off(entries, key, at):
            continue
        if key.text not in keys:
            _unknown(key, at, keys, refused)
            continue
        converted = keys[key.text](value, at.into(key.text, key.line))
        if converted is not None:
            values[key.text] = converted
    given = {key.text for key, _ in entries}
    for name in required:
        if name not in given:
            at.fault(say("{key} is missing.", key=name), say("Add it."))
    return values if values.keys() >= set(required) else None


def named(name: Convert[str], convert: Convert[T]) -> Convert[Mapping[str, T]]:
    """Return the converter of a table whose keys are names, such as members' codes."""

    def read(node: Node, at: Place) -> Mapping[str, T] | None:
        entries = _entries(node, at)
        if entries is None:
            return None
        values = {}
        for key, value in entries:
            place = at.into(key.text, key.line)
            # A name is its text: a member may be called NULL.
            text = name(key._replace(quoted=True), place)
            converted = convert(value, place)
            if text is not None and converted is not None:
                values[text] = converted
        return MappingProxyType(values)

    return read


def items(convert: Convert[T]) -> Convert[tuple[T, ...]]:
    """Return the converter of a list."""
    hint = say(
        "Put each item on its own line after `- `, or all of them between [ and ]."
    )

    def read(node: Node, at: Place) -> tuple[T, ...] | None:
        if not isinstance(node, Items):
            wrong_shape(node, at, say("a list"), hint)
            return None
        values = (
            convert(item, at.into(str(number), item.line))
            for number, item in enumerate(node.nodes, 1)
        )
        return tuple(value for value in values if value is not None)

    return read


def _entries(node: Node, at: Place) -> list[tuple[Word, Node]] | None:
    """Return the entries of a table, of each key the first; None if it is no table."""
    if not isinstance(node, Table):
        wrong_shape(node, at, say("keys with values"))
        return None
    first: dict[str, int] = {}
    entries = []
    for key, value in node.entries:
        if key.text in first and not _is_tail(key, value):
            at.at(key.line).fault(
                say(
                    "{key} is there twice, the first time on line {line}.",
                    key=shown(key.text),
                    line=str(first[key.text]),
                ),
                say("Keep one of the two."),
            )
            continue
        first[key.text] = key.line
        entries.append((key, value))
    return entries


def _is_tail(key: Word, value: Node) -> bool:
    """Tell whether a key may be what a comma cut off: the 50 of `{price: 6,50}`."""
    return bool(_TAIL.fullmatch(key.text)) and is_nothing(value)


def _cut_off(entries: list[tuple[Word, Node]], tail: Word, at: Place) -> bool:
    """Tell the fault of a decimal comma; False where no number stands before it."""
    place = next(n for n, (key, _) in enumerate(entries) if key is tail)
    key, value = entries[place - 1] if place else (tail, tail)
    if not isinstance(value, Word) or not _HEAD.fullmatch(value.text):
        return False
    comma = "" if "." in tail.text else "."
    at.into(key.text, key.line).fault(
        say(
            "{text} has a comma, and that ends the value here.",
            text=shown(f"{value.text},{tail.text}"),
        ),
        say(
            "Write decimals after a full stop, and nothing between thousands: {text}.",
            text=shown(f"{value.text}{comma}{tail.text}"),
        ),
    )
    return True


def _unknown(
    key: Word,
    at: Place,
    keys: Mapping[str, Convert[Any]],
    refused: Mapping[str, Refusal],
) -> None:
    place = at.at(key.line)
    word = key.text.casefold()
    refusal = refused.get(word.replace("-", "").replace("_", ""))
    if refusal:
        what = say("{key}: {what}", key=shown(key.text), what=refusal.what)
        place.fault(what, refusal.hint)
        return
    near = get_close_matches(word[:_LONGEST_KEY], keys, n=1)
    place.fault(
        say("the key {key} is not known here.", key=shown(key.text)),
        say("Did you mean {near}?", near=near[0])
        if near
        else say("The keys here are: {keys}.", keys=listed(keys)),
    )
