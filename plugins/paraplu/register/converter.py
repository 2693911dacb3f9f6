"""The converters of a register: each reads a value, and tells what the value may be.

What it tells is JSON Schema, for editors: they complete keys and mark what is wrong
while somebody types. It is never stricter than the reader, but for blanks at the ends
of a value in quotes; what a schema cannot say (check digits, days that contradict each
other) only the reader finds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from paraplu.register.faults import Place
from paraplu.register.yaml_lines import Node

if TYPE_CHECKING:
    from paraplu.base.language import Language, Message

T = TypeVar("T")
Convert: TypeAlias = Callable[[Node, Place], T | None]
Schema: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Shaped(Generic[T]):
    """A converter that tells its own shape.

    `about` says what the value is for, to somebody who fills in the register, and
    `default` is what counts without it.
    """

    read: Convert[T]
    tell: Callable[[Language], Schema]
    about: Message | None = None
    default: str | int | None = None

    def __call__(self, node: Node, at: Place) -> T | None:
        """Return the value of a node, or None after it has told the fault."""
        return self.read(node, at)

    def for_(self, about: Message, default: str | int | None = None) -> Shaped[T]:
        """Return this converter for one key, with what the key is for."""
        return replace(self, about=about, default=default)

    def schema(self, language: Language) -> Schema:
        """Return the JSON Schema of the value, its words in a language."""
        told = dict(self.tell(language))
        if self.default is not None:
            told = {"default": self.default, **told}
        if self.about is not None:
            told = {"description": language.render(self.about), **told}
        return told


def shaped(
    tell: Schema | Callable[[Language], Schema],
) -> Callable[[Convert[T]], Shaped[T]]:
    """Return the decorator that makes a function a converter of a shape."""
    if isinstance(tell, dict):
        schema = tell
        return lambda read: Shaped(read, lambda _: schema)
    return lambda read: Shaped(read, tell)


def written(form: str, *, longest: int | None = None, number: bool = False) -> Schema:
    """Return the shape of a value that is written in one form, a regular expression.

    YAML takes it for a whole number where it looks like one and is not in quotes; with
    `number` such a value fits too. The form has to mean the same in Python and in
    JavaScript, in which editors read it.
    """
    most = {} if longest is None else {"maxLength": longest}
    kind: str | list[str] = ["string", "integer"] if number else "string"
    return {"type": kind, "pattern": rf"^\s*(?:{form})\s*$", **most}


def either(*schemas: Schema) -> Schema:
    """Return the shape of a value that has one of these shapes."""
    return {"anyOf": list(schemas)}
