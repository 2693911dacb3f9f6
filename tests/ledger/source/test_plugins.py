from __future__ import annotations

import importlib
import inspect
import pkgutil
from typing import TYPE_CHECKING

import pytest
from beancount import loader, plugins
from beancount.core import data

from paraplu.base.language import Language
from paraplu.ledger.source import judge_source
from paraplu.ledger.source.plugins import EVALUATING, UNCHANGING

if TYPE_CHECKING:
    from collections.abc import Callable

    from paraplu.ledger.source import LedgerText

    Scan = Callable[..., LedgerText]

OWN = 'plugin "paraplu"\n'


def judged(text: LedgerText, *allowed: str) -> list[tuple[str, int]]:
    findings = judge_source(text, allowed_plugins=allowed)
    assert all(finding.severity == "error" for finding in findings)
    return [(finding.code, finding.source.line) for finding in findings]


def said(text: LedgerText) -> list[str]:
    return [Language("en").render(finding.message) for finding in judge_source(text)]


@pytest.mark.parametrize(
    "main",
    [
        OWN,
        'option "title" "Books"\nplugin "paraplu" "members.yaml"\n',
        OWN + 'plugin "beancount.plugins.currency_accounts" "Equity:Trading"\n',
        'plugin "beancount.plugins.auto_accounts"\n' + OWN,
        'plugin "beancount.plugins.leafonly"\n' + OWN,
    ],
)
def test_paraplu_stands_before_what_changes_transactions(scan: Scan, main: str) -> None:
    assert judged(scan(main)) == []


def test_the_line_is_missing(scan: Scan) -> None:
    text = scan('; plugin "paraplu"\n* plugin "paraplu"\n')
    assert judged(text) == [("CK01", 0)]
    assert said(text) == [
        (
            'The line plugin "paraplu" is missing, so the rules do not run in '
            "Beancount and Fava."
        )
    ]


def test_the_line_stands_in_an_included_file(scan: Scan) -> None:
    text = scan('include "a.beancount"\n', a="\n" + OWN)
    assert judged(text) == [("CK01", 2)]
    assert judge_source(text)[0].source.file == str(text.files[1])
    assert judged(scan(OWN + 'include "a.beancount"\n', a=OWN)) == []


def test_the_line_comes_after_a_plugin_that_changes_transactions(scan: Scan) -> None:
    late = 'plugin "beancount.plugins.currency_accounts" "Equity:Trading"\n' + OWN
    assert judged(scan(late)) == [("CK01", 2)]
    assert said(scan(late)) == [
        (
            'plugin "paraplu" comes after beancount.plugins.currency_accounts, '
            "which may change the transactions. The rules would then check other "
            "books than those you wrote."
        )
    ]
    foreign = 'plugin "other"\n' + OWN
    assert judged(scan(foreign), "other") == [("CK01", 2)]


def test_the_line_is_there_twice(scan: Scan) -> None:
    assert judged(scan(OWN + "\n" + OWN)) == [("CK01", 3)]


@pytest.mark.parametrize(
    "name",
    [
        "evil",
        "paraplu.evil",
        "paraplu ",
        "beancount",
        "beancount.",
        "beancount..plugins",
        "beancount_evil.plugins",
        "beancount.plugins.leafonly ",
        "beancount.plugins.leafonly\n",
        "beancount/plugins/leafonly",
        "beancount.plugins.léafonly",
        "fava.plugins.link_documents",
        ".beancount",
        " ",
        "",
        "Paraplu",
    ],
)
def test_a_plugin_that_is_not_on_the_list(scan: Scan, name: str) -> None:
    text = scan(f'{OWN}plugin "{name}"\n')
    assert judged(text) == [("CK03", 2)]
    assert judged(text, name) == []
    assert judged(text, name + "x", name[:-1] + "~", "other") == [("CK03", 2)]


def test_an_escape_in_a_name_counts_as_beancount_reads_it(scan: Scan) -> None:
    assert judged(scan(OWN + 'plugin "beancount.plugins.leaf\\nonly"\n')) == [
        ("CK03", 2)
    ]
    assert judged(scan('plugin "para\\plu"\n')) == []


def test_a_plugin_in_an_included_file_does_not_run(scan: Scan) -> None:
    assert judged(scan(OWN + 'include "a.beancount"\n', a='plugin "evil"\n')) == []


def test_narrations_about_plugins_are_no_plugins(scan: Scan) -> None:
    assert judged(scan(OWN + '2025-01-01 * "WordPress plugin" "for the shop"\n')) == []


@pytest.mark.parametrize(
    "setting",
    [
        "__import__('os').system('true')",
        "[].__class__",
        "{'a': open('x')}",
        "(" * 300,
        "'a'" + " " * 20_000 + "'b'",
        "{[]: 1}",
        "\\\\",
    ],
)
@pytest.mark.parametrize("name", sorted(EVALUATING))
def test_a_setting_that_beancount_evaluates_must_be_plain(
    scan: Scan, name: str, setting: str
) -> None:
    text = scan(f'{OWN}plugin "{name}" "{setting}"\n')
    assert judged(text, name) == [("CK03", 2)]


@pytest.mark.parametrize("setting", ["{'name': None}", " 0.01 ", "", "{'\\d': ['A']}"])
def test_a_plain_setting_may_stand(scan: Scan, setting: str) -> None:
    line = 'plugin "beancount.plugins.commodity_attr" "{}"\n'
    assert judged(scan(OWN + line.format(setting))) == []


def test_other_plugins_of_beancount_take_any_setting(scan: Scan) -> None:
    line = 'plugin "beancount.plugins.onecommodity" "Assets:.*"\n'
    assert judged(scan(OWN + line)) == []


def own_plugins() -> list[str]:
    return [
        f"beancount.plugins.{module.name}"
        for module in pkgutil.iter_modules(plugins.__path__)
        if not module.name.endswith("_test")
    ]


@pytest.mark.parametrize("name", own_plugins())
def test_the_evaluating_plugins_of_beancount_are_known(name: str) -> None:
    module = importlib.import_module(name)
    functions = [
        function if callable(function) else getattr(module, function)
        for function in module.__plugins__
    ]
    evaluates = any("eval(" in inspect.getsource(function) for function in functions)
    assert evaluates == (name in EVALUATING)


BOOKS = """
2025-01-01 commodity EUR
  name: "Euro"
2025-01-01 open Assets:Bank EUR
2025-01-01 open Assets:Stock HOOL "NONE"
2025-01-01 open Equity:Start
2025-01-02 * "Shop" "Start"
  Assets:Bank  100.00 EUR
    closing: TRUE
  Equity:Start
2025-01-03 * "Exchange"
  Assets:Stock  2 HOOL {10.00 EUR}
  Assets:Bank  -25.00 USD @@ 20.00 EUR
2025-01-04 ! "Exchange" #tag ^link
  Assets:Stock  -1 HOOL {10.00 EUR} @ 12.00 EUR
  Assets:Bank  12.00 EUR
  Income:Gains
2025-12-31 close Equity:Start
"""
SETTINGS = {
    "beancount.plugins.commodity_attr": " \"{'name': None}\"",
    "beancount.plugins.currency_accounts": ' "Equity:Trading"',
}


@pytest.mark.parametrize("name", own_plugins())
def test_which_plugins_leave_transactions_alone_is_known(name: str) -> None:
    def transactions(text: str) -> list[data.Transaction]:
        entries, _, _ = loader.load_string(text)
        return [entry for entry in entries if isinstance(entry, data.Transaction)]

    line = f'plugin "{name}"{SETTINGS.get(name, "")}\n'
    before = transactions("\n" + BOOKS)
    assert len(before) == 3
    assert (transactions(line + BOOKS) == before) == (name in UNCHANGING)
