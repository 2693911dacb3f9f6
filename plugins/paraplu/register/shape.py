"""The shapes of a register: tables with known keys, tables with names, lists.

A converter takes a node and its place, and returns the value, or None after it has
told the fault; no value of a register is None. A shape makes a converter out of the
converters of its parts, and goes on after a fault, so that all are told at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from paraplu.base.language import Message, say
from paraplu.register.converter import Convert, Schema, Shaped
from paraplu.register.faults import Place, listed, shown
from paraplu.register.hints import DUTCH_KEYS, as_in, missing
from paraplu.register.yaml_lines import Node, RefusedNode, Word, YamlList, YamlTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from paraplu.base.language import Language

T = TypeVar("T")

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
    if isinstance(node, RefusedNode):
        at.lose()
        return
    if is_nothing(node):
        at.fault(say("is empty."), say("Fill it in, or delete the key."))
        return
    kinds = {
        Word: say("a single value"),
        YamlList: say("a list"),
        YamlTable: say("keys with values"),
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
    values = partial(node, at, keys, required=required, refused=refused)
    return values if values is not None and values.keys() >= set(required) else None


def partial(
    node: Node,
    at: Place,
    keys: Mapping[str, Convert[Any]],
    *,
    required: tuple[str, ...] = (),
    refused: Mapping[str, Refusal] = MappingProxyType({}),
) -> dict[str, Any] | None:
    """Return what can be read of such a table, though a required value is missing.

    None where it is no table.
    """
    entries = _entries(node, at)
    if entries is None:
        return None
    given = {key.text for key, _ in entries}
    values = {}
    for key, value in entries:
        if _is_tail(key, value) and _cut_off(entries, key, at):
            continue
        if key.text not in keys:
            _unknown(key, at, keys, given, refused)
            continue
        converted = keys[key.text](value, at.into(key.text, key.line))
        if converted is not None:
            values[key.text] = converted
    for name in required:
        if name not in given:
            at.fault(
                say("{key} is missing.", key=name),
                missing(name),
                unknown=[(*at.path, name)],
            )
    return values


@dataclass(frozen=True)
class Keys:
    """The keys of a table: their converters, those it needs, those it may not have.

    Of `needs` at least one has to be there, and of `only` exactly one. Those are for
    the schema: whoever reads the table says what is wrong in words of its own.
    """

    keys: Mapping[str, Shaped[Any]]
    required: tuple[str, ...] = ()
    refused: Mapping[str, Refusal] = field(default_factory=lambda: MappingProxyType({}))
    needs: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    def __contains__(self, key: object) -> bool:
        return key in self.keys

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys)

    def __len__(self) -> int:
        return len(self.keys)

    def read(self, node: Node, at: Place) -> dict[str, Any] | None:
        """Return the values of a table, as `record` does."""
        return record(node, at, self.keys, required=self.required, refused=self.refused)

    def partial(self, node: Node, at: Place) -> dict[str, Any] | None:
        """Return what can be read of a table, as `partial` does."""
        return partial(
            node, at, self.keys, required=self.required, refused=self.refused
        )

    def schema(self, language: Language) -> Schema:
        """Return the shape of the table."""
        shape: Schema = {
            "type": "object",
            "properties": {k: one.schema(language) for k, one in self.keys.items()},
            "additionalProperties": False,
        }
        if self.required:
            shape["required"] = list(self.required)
        if self.needs:
            shape["anyOf"] = [{"required": [key]} for key in self.needs]
        if self.only:
            shape["oneOf"] = [{"required": [key]} for key in self.only]
        return shape


def named(name: Convert[str], convert: Convert[T]) -> Shaped[Mapping[str, T]]:
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

    def tell(language: Language) -> Schema:
        return {
            "type": "object",
            # A key is text, whatever YAML would make of it as a value.
            "propertyNames": _schema_of(name, language) | {"type": "string"},
            "additionalProperties": _schema_of(convert, language),
        }

    return Shaped(read, tell)


def items(convert: Convert[T]) -> Shaped[tuple[T, ...]]:
    """Return the converter of a list."""
    hint = say(
        "Put each item on its own line after `- `, or all of them between [ and ]."
    )

    def read(node: Node, at: Place) -> tuple[T, ...] | None:
        if not isinstance(node, YamlList):
            wrong_shape(node, at, say("a list"), hint)
            return None
        values = (
            convert(item, at.into(str(number), item.line))
            for number, item in enumerate(node.nodes, 1)
        )
        return tuple(value for value in values if value is not None)

    return Shaped(
        read, lambda lang: {"type": "array", "items": _schema_of(convert, lang)}
    )


def _schema_of(convert: Convert[Any], language: Language) -> Schema:
    """Return the shape of a converter; anything fits one that tells none."""
    return convert.schema(language) if isinstance(convert, Shaped) else {}


def _entries(node: Node, at: Place) -> list[tuple[Word, Node]] | None:
    """Return the entries of a table, of each key the first; None if it is no table."""
    if not isinstance(node, YamlTable):
        wrong_shape(node, at, say("keys with values"), as_in(at.path))
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
                unknown=[(*at.path, key.text)],
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
        unknown=[(*at.path, key.text)],
    )
    return True


def _unknown(
    key: Word,
    at: Place,
    keys: Mapping[str, Convert[Any]],
    given: AbstractSet[str],
    refused: Mapping[str, Refusal],
) -> None:
    """Tell the fault of a key that is not known.

    It may have been meant for the key that it is like; or for any that is not given,
    but at the top, where it is rather something that has no place in a register.
    """
    place = at.at(key.line)
    word = key.text.casefold()
    plain = word.replace("-", "").replace("_", "").replace(" ", "")
    refusal = refused.get(plain)
    if refusal:
        what = say("{key}: {what}", key=shown(key.text), what=refusal.what)
        place.fault(what, refusal.hint, unknown=())
        return
    dutch = DUTCH_KEYS.get(plain, "")
    near = [dutch] if dutch in keys else []
    near = near or get_close_matches(word[:_LONGEST_KEY], keys, n=1)
    meant = near or [name for name in keys if at.path and name not in given]
    place.fault(
        say("the key {key} is not known here.", key=shown(key.text)),
        say("Did you mean {near}?", near=near[0])
        if near
        else say("The keys here are: {keys}.", keys=listed(keys)),
        unknown=[(*at.path, name) for name in meant],
    )
