"""The contract tells every key of the register, and what counts without it."""

from __future__ import annotations

import copy
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
import yaml
from tests.docs.contract import each_language, rows, section
from tests.docs.guides import read_guide

from paraplu.base.language import Language
from paraplu.base.vocabulary import DUTCH
from paraplu.register import read_register, shape, table_keys
from paraplu.register.converter import Convert
from paraplu.register.faults import Place
from paraplu.register.schema import register_schema
from paraplu.register.yaml_lines import Node

REQUIRED = {"en": "required", "nl": "verplicht"}

# Tables whose keys are names.
NAMED = {"funds", "municipalities", "suppliers", "members"}
# The tables in those whose keys are names too: `name` in the contract.
BY_NAME = {"budget", "coverage", "reports"}


def told_keys(language: str) -> dict[str, str]:
    """Return every key of the register with what its last column says."""
    keys: dict[str, str] = {}
    for part in re.split(r"^(?=\*\*`)", section(language, 3), flags=re.MULTILINE):
        heading = re.match(r"\*\*`(\w+)`\*\*", part)
        for key, _, without in rows(part, 3):
            path = f"{heading[1]}.{key}" if heading else key
            assert path not in keys
            keys[path.replace("`", "")] = without
    return keys


def example(language: str) -> str:
    """Return the register of the contract, which has every key."""
    (step,) = read_guide("contract", language).steps
    return step.body


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Mapping[str, set[str]]:
    """Return the keys that the reader knows, by place, once it came to read there."""
    found: defaultdict[str, set[str]] = defaultdict(set)

    def record(
        node: Node,
        at: Place,
        keys: Mapping[str, Convert[Any]],
        *,
        required: tuple[str, ...] = (),
        refused: Mapping[str, table_keys.Refusal] = MappingProxyType({}),
    ) -> dict[str, Any] | None:
        path = [step for step in at.path if not step.isdigit()]
        if path and path[0] in NAMED:
            del path[1]
        if path[:1] == ["budgets"]:  # by year, and by account
            path[1:] = []
        if path[:2] == ["policies", "charges"]:
            path[2:] = ["name"]
        if path[:1] == ["funds"] and BY_NAME.intersection(path[1:2]):
            path[2:3] = ["name"]
        found[".".join(path)].update(keys)
        return whole(node, at, keys, required=required, refused=refused)

    whole = shape.partial
    monkeypatch.setattr(shape, "partial", record)
    return found


@each_language
def test_the_keys_are_those_of_the_reader(
    language: str, tmp_path: Path, known: Mapping[str, set[str]]
) -> None:
    file = tmp_path / "members.yaml"
    file.write_text(example(language), "utf-8")
    (tmp_path / "members.private.yaml").write_text("L07: {name: N}", "utf-8")
    assert read_register(file).faults == ()
    found = dict(known)
    assert found.pop("members.policy") == found["policies"] - {"from"}
    assert found.pop("members.match") == found["cooperative.match"]
    assert found.pop("chart") == set(DUTCH)
    private_keys = found.pop("L07")
    assert all(f"`{key}`" in section(language, 3) for key in private_keys)
    assert set(told_keys(language)) == {
        f"{place}.{key}".lstrip(".") for place, keys in found.items() for key in keys
    }


@pytest.mark.no_cover  # long, and what it runs is counted elsewhere
@each_language
def test_what_counts_without_a_key(language: str, tmp_path: Path) -> None:
    """What is required is a fault when it is gone, and a default changes nothing."""
    whole = yaml.load(example(language), yaml.BaseLoader)  # noqa: S506 - only text
    told = told_keys(language)
    assert len(told) > 60
    for path, without in told.items():
        rest = copy.deepcopy(whole)
        for table, key in holders(rest, path):
            table.pop(key, None)
        faults, register = read(tmp_path, rest)
        default = re.fullmatch("`([^`]+)`", without)
        if without == REQUIRED[language]:
            assert f"{path.split('.')[-1]} is missing." in faults, path
        elif default:
            for table, key in holders(rest, path):
                table[key] = default[1]
            assert read(tmp_path, rest) == ("", register), path
        elif not without:
            assert faults == "", path


@each_language
def test_the_keys_are_those_of_the_schema(language: str) -> None:
    """With what is required, and what counts without the others."""
    told = told_keys(language)
    schema = register_schema(Language(language))
    found = dict(schema_keys(schema))
    assert told.keys() == found.keys()
    assert {key for key, without in told.items() if without == REQUIRED[language]} == {
        key for key, (_, required) in found.items() if required
    }
    assert {
        key: without.strip("`")
        for key, without in told.items()
        if re.fullmatch("`[^`]+`", without)
    } == {
        key: str(value["default"])
        for key, (value, _) in found.items()
        if "default" in value
    }


def schema_keys(
    schema: dict[str, Any], path: str = ""
) -> Iterator[tuple[str, tuple[dict[str, Any], bool]]]:
    """Yield every key of the schema once, with its shape and whether it has to be."""
    # These have keys of their own elsewhere in the contract.
    if path in {"chart", "members.policy", "members.match"}:
        return
    for key, told in schema.get("properties", {}).items():
        way = f"{path}.{key}".lstrip(".")
        yield way, (told, key in schema.get("required", ()))
        yield from schema_keys(told, way)
    for one in (*schema.get("anyOf", ()), *filter(None, [schema.get("items")])):
        yield from schema_keys(one, path)
    named = schema.get("additionalProperties")
    if named:
        by_name = path.rsplit(".", 1)[-1] in {"charges", *BY_NAME}
        yield from schema_keys(named, f"{path}.name" if by_name else path)


def holders(
    register: dict[str, Any], path: str
) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each table of a register that may have the key of a path."""
    *way, key = path.split(".")
    tables = [register]
    for step in way:
        if step == "name":  # of a charge or a line: whatever it is called
            tables = [own for table in tables for own in table.values()]
            continue
        values = [table[step] for table in tables if step in table]
        if step == "budgets":  # by year, and by account
            values = [
                post
                for years in values
                for posts in years.values()
                for post in posts.values()
            ]
        if step in NAMED:
            values = [table for named in values for table in named.values()]
        tables = [
            table
            for value in values
            for table in (value if isinstance(value, list) else [value])
            if not isinstance(table, str)
        ]
    assert tables, path
    return ((table, key) for table in tables)


def read(folder: Path, register: dict[str, Any]) -> tuple[str, object]:
    """Return the faults of a register with these values, and what was read."""
    file = folder / "members.yaml"
    # All on one line, for what is read remembers its line.
    text = yaml.safe_dump(register, default_flow_style=True, width=10**6)
    file.write_text(text, "utf-8")
    reading = read_register(file)
    words = (Language("en").render(fault.message) for fault in reading.faults)
    return " ".join(words), reading.register
