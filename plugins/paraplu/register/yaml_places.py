"""Where the parts of a register stand in its text, by ruamel.yaml.

The values are of no interest here, only their places: `paraplu.register.editing` puts
new text between them and leaves every other character as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from paraplu.base.errors import Problem
from paraplu.base.language import say

if TYPE_CHECKING:
    from collections.abc import Sequence

YamlNode: TypeAlias = MappingNode | SequenceNode | ScalarNode
# What a register holds: tables (dict) and lists of such, and every value as its text.
Plain: TypeAlias = Any


class CannotEdit(Problem):
    """Nothing can be put into a register as it is written; `message` says why."""


class Pair(NamedTuple):
    """A key of a table with its value."""

    key: ScalarNode
    value: YamlNode

    @property
    def name(self) -> str:
        """The key."""
        return str(self.key.value)


def tree_of(text: str) -> YamlNode:
    """Return the nodes of a register; CannotEdit where it cannot be read as YAML."""
    try:
        node = YAML(pure=True).compose(text)
    except (YAMLError, RecursionError) as fault:
        raise _unreadable() from fault
    if node is None:
        raise _unreadable()
    return _known(node)


def _unreadable() -> CannotEdit:
    return CannotEdit(say("the register cannot be read; run paraplu check"))


def _known(node: Any) -> YamlNode:  # noqa: ANN401 - ruamel.yaml has no types for them
    if not isinstance(node, MappingNode | SequenceNode | ScalarNode):
        raise _unreadable()
    return node


def pairs_of(node: YamlNode) -> Sequence[Pair]:
    """Return the keys and values of a table; CannotEdit where it is none."""
    if not isinstance(node, MappingNode):
        raise CannotEdit(say("there are no keys where they were looked for"))
    return [Pair(key, _known(value)) for key, value in node.value]


def items_of(node: YamlNode) -> Sequence[YamlNode]:
    """Return the items of a list; CannotEdit where it is none."""
    if not isinstance(node, SequenceNode):
        raise CannotEdit(say("there is no list where it was looked for"))
    return [_known(one) for one in node.value]


def pair_in(node: YamlNode, key: str) -> Pair | None:
    """Return a key of a table with its value, None where it is not there."""
    return next((pair for pair in pairs_of(node) if pair.name == key), None)


def is_flow(node: YamlNode) -> bool:
    """Tell whether it is written between brackets."""
    return bool(getattr(node, "flow_style", False))


def begin_of(node: YamlNode) -> int:
    """Return where a node begins."""
    return int(node.start_mark.index)


def column_of(node: YamlNode) -> int:
    """Return how far a node is indented: of a list the dash."""
    return int(node.start_mark.column)


def end_of(node: YamlNode) -> int:
    """Return where what a node says ends: before the comment and spaces after it."""
    last = node
    while not is_flow(last) and not isinstance(last, ScalarNode) and last.value:
        last = pairs_of(last)[-1].value if _is_table(last) else items_of(last)[-1]
    return int(last.end_mark.index)


def _is_table(node: YamlNode) -> bool:
    return isinstance(node, MappingNode)


def plain(node: YamlNode) -> Plain:
    """Return what a node says: tables and lists, and every value as its text."""
    if isinstance(node, ScalarNode):
        return str(node.value)
    if isinstance(node, SequenceNode):
        return [plain(one) for one in items_of(node)]
    return {pair.name: plain(pair.value) for pair in pairs_of(node)}
