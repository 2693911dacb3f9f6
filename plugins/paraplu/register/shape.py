"""The shapes of a register: tables with known keys, tables with names, lists.

A converter takes a node and its place, and returns the value, or None after it has
told the fault; no value of a register is None. A shape makes a converter out of the
converters of its parts, and goes on after a fault, so that all are told at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from paraplu.base.language import say
from paraplu.register.converter import Convert, Schema, Shaped
from paraplu.register.hints import missing
from paraplu.register.table_keys import (
    Refusal,
    cut_off,
    entries_of,
    is_tail,
    unknown_key,
    wrong_shape,
)
from paraplu.register.yaml_lines import Node, YamlList

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from paraplu.base.language import Language
    from paraplu.register.faults import Place

T = TypeVar("T")


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
    entries = entries_of(node, at)
    if entries is None:
        return None
    given = {key.text for key, _ in entries}
    values = {}
    for key, value in entries:
        if is_tail(key, value) and cut_off(entries, key, at):
            continue
        if key.text not in keys:
            unknown_key(key, at, keys, given, refused)
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
        entries = entries_of(node, at)
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
