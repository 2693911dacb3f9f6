"""What an editor finds wrong with a register, by its schema alone."""

from __future__ import annotations

import re
from collections.abc import Hashable
from functools import cache
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from paraplu.base.language import Language
from paraplu.register.schema import register_schema


class _Core(yaml.SafeLoader):
    """YAML 1.2 as editors read it: a day is text, and so is `no`."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as PyYAML has it

    def construct_mapping(  # type: ignore[override]
        self, node: yaml.MappingNode, **_: object
    ) -> dict[Hashable, Any]:
        """Return a table by the text of its keys."""
        return {
            key.value: self.construct_object(value, deep=True)
            for key, value in node.value
        }


for tag, form, first in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", None),
):
    _Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{form})$"), first
    )
_Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))
_Core.add_constructor("tag:yaml.org,2002:float", lambda _, node: float(node.value))


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(register_schema(Language("en")))


def marked(text: str) -> list[str]:
    """Return the keys that lead to each fault which an editor marks by the schema.

    None where it is another's YAML: a tab, say, that libyaml lets pass.
    """
    try:
        register = yaml.load(text.removeprefix("\ufeff"), _Core)  # noqa: S506 - is safe
    except yaml.YAMLError:
        return []
    faults = _validator().iter_errors(register)
    return sorted(".".join(map(str, fault.absolute_path)) for fault in faults)
