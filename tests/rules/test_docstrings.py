"""Each rule teaches itself: its module's docstring shows the ledger that breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.rules.docstrings import Broken, Module, modules

import paraplu.rules
from paraplu.rules import RULES

if TYPE_CHECKING:
    from pathlib import Path

MODULES = modules()
LEDGERS = [
    pytest.param(broken, id=f"{module.name}-{number}")
    for module in MODULES
    for number, broken in enumerate(module.ledgers, 1)
]
# Rules that a ledger alone can't break; their pages show what it takes.
MORE_THAN_A_LEDGER = {"CK05", "CK06", "EV07", "IN08", "PD01", "PD02", "PD03", "PD05"}
LONGEST = 25


@pytest.mark.parametrize("broken", LEDGERS)
def test_a_ledger_gives_what_its_comments_say(broken: Broken, tmp_path: Path) -> None:
    assert broken.told, broken.ledger
    assert broken.found(tmp_path) == broken.told


@pytest.mark.parametrize(
    "module", [m for m in MODULES if m.rules], ids=lambda m: m.name
)
def test_a_module_begins_with_its_rules_and_shows_each(module: Module) -> None:
    shown = set().union(*(broken.codes for broken in module.ledgers))
    assert shown or set(module.rules) <= MORE_THAN_A_LEDGER
    assert module.first
    assert set(module.rules) - shown <= MORE_THAN_A_LEDGER
    assert len(module.docstring.splitlines()) <= LONGEST


def test_every_rule_is_shown() -> None:
    shown = {c for m in MODULES for broken in m.ledgers for c in broken.codes}
    assert set(RULES) - shown == MORE_THAN_A_LEDGER


def test_the_package_lists_where_each_rule_is() -> None:
    _, _, table = (paraplu.rules.__doc__ or "").partition("----  ")
    rows = [line.split(maxsplit=2) for line in table.splitlines()[1:]]
    assert {code: severity for code, severity, _ in rows} == {
        code: rule.severity.value for code, rule in RULES.items()
    }
    assert [code for code, _, _ in rows] == list(RULES)
    for code, _, names in rows:
        own = {module.name for module in MODULES if code in module.codes}
        assert names.split(", ") == sorted(own), code
        assert any(module.name in own and code in module.rules for module in MODULES)
