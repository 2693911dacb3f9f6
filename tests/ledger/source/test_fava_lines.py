"""What a ledger has Fava run: extensions, and a file with importers."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import pytest
from beancount.core import data
from beancount.parser import parser
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.source.conftest import Scan

from paraplu.base.language import Language
from paraplu.ledger.source import LedgerText, judge_source
from paraplu.ledger.source.directives import directives
from paraplu.ledger.source.importers import MEANT, foreign_importers, is_plain

OWN = 'plugin "paraplu"\n'


def found(text: str) -> list[tuple[str, str]]:
    lines = directives(text.encode(), "main")
    return [(line.keyword, line.name) for line in lines]


def judged(text: LedgerText, *allowed: str) -> list[tuple[str, int]]:
    findings = judge_source(text, allowed_plugins=allowed)
    return [(finding.code, finding.source.line) for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        '2025-01-01 custom "fava-extension" "evil"\n',
        '2025-01-01custom"fava-extension""evil"\n',
        '2025-01-01\tcustom \r"fava-extension"\t"evil" "{}" ; a comment\n',
        '2025-01-01 custom "fava-extension" "evil" TRUE 1 EUR\n',
        '2025-01-01 custom "fava\\-extension" "ev\\il"\n',
        'nonsense 2025-01-01 custom "fava-extension" "evil"\n',
        '2025-01-01 note Assets:Bank "\n; "\n2025-01-02 custom "fava-extension" "evil"',
    ],
)
def test_what_fava_takes_for_an_extension_is_found(text: str) -> None:
    assert loaded(text) == ["evil"]
    assert found(text) == [("extension", "evil")]


@pytest.mark.parametrize(
    "text",
    [
        '; 2025-01-01 custom "fava-extension" "evil"\n',
        '* 2025-01-01 custom "fava-extension" "evil"\n',
        '2025-01-01 custom "budget" Expenses:Coop "monthly" 10.00 EUR\n',
        '2025-01-01 custom "fava-extensions" "evil"\n',
        '2025-01-01 * "custom" "fava-extension"\n',
        '2025-01-01 custom "note" "fava-extension" "evil"\n',
        '2025-01-01 custom "fava-option" "language" "nl"\n',
    ],
)
def test_what_only_looks_like_an_extension_is_passed_over(text: str) -> None:
    assert loaded(text) == []
    assert found(text) == []


def loaded(text: str) -> list[str]:
    """Return the modules that Fava would import, by Beancount's own parser."""
    return [
        str(entry.values[0].value)
        for entry in parser.parse_string(text)[0]
        if isinstance(entry, data.Custom) and entry.type == "fava-extension"
    ]


def test_a_name_that_is_no_string_counts_as_no_name(scan: Scan) -> None:
    text = '2025-01-01 custom "fava-extension" Assets:Evil\n'
    assert loaded(text) == ["Assets:Evil"]
    assert found(text) == [("extension", "")]
    assert judged(scan(OWN + text)) == [("CK03", 2)]
    assert judged(scan(OWN + '2025-01-01 custom "fava-extension"\n')) == [("CK03", 2)]


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "2025-01-01 ",
                "custom",
                ' "fava-extension"',
                ' "evil"',
                '"',
                "\\",
                ";",
                "*",
                "\n",
                " ",
                "x",
                "é",
                "TRUE",
                " Assets:Bank",
                "#tag",
            ]
        ),
        max_size=14,
    ).map("".join)
)
def test_no_extension_of_beancount_is_missed(text: str) -> None:
    assert len(loaded(text)) <= len([k for k, _ in found(text) if k == "extension"])


def test_extensions_are_judged_in_every_file(scan: Scan) -> None:
    line = '2025-01-01 custom "fava-extension" "{}"\n'
    assert judged(scan(OWN + line.format("paraplu.fava"))) == []
    text = scan(OWN + 'include "a.beancount"\n', a="\n" + line.format("fava_charts"))
    assert judged(text) == [("CK03", 2)]
    assert judge_source(text)[0].source.file == str(text.files[1])
    assert judged(text, "fava_charts") == []
    assert Language("en").render(judge_source(text)[0].message) == (
        "The books ask for the extension “fava_charts” of Fava, which is not on the "
        "list of trusted plugins. An extension is a program, and can do anything."
    )


@pytest.mark.parametrize(
    "name", ["paraplu.fava ", "paraplu.fava.x", "paraplu", "Paraplu.fava", "", "os"]
)
def test_only_the_very_name_of_our_extension_is_trusted(scan: Scan, name: str) -> None:
    text = scan(f'{OWN}2025-01-01 custom "fava-extension" "{name}"\n')
    assert judged(text) == [("CK03", 2)]


PLAIN = '''\
"""Our banks."""
from __future__ import annotations

from nl_banks import Importer as Speaks, read as say
from nl_banks import LineKind

ONE = TWO = ("NL91ABNA0417164300", 1, None, LineKind)
CONFIG = [Speaks("nl"), *ONE, {"a": say("b", c=TWO)}]
'''


def test_the_file_of_the_example_is_plain() -> None:
    assert is_plain(Path(__file__).parents[3] / "ledger" / "import_config.py")


@pytest.mark.parametrize("module", MEANT)
def test_the_names_of_ours_are_all_that_our_modules_offer(module: str) -> None:
    assert set(importlib.import_module(module).__all__) == MEANT[module]


def test_importers_of_ours_with_plain_values_are_plain(tmp_path: Path) -> None:
    file = tmp_path / "import_config.py"
    assert is_plain(file)
    file.write_text(PLAIN, "utf-8")
    assert is_plain(file)


def test_what_only_runs_by_itself_does_not_count(tmp_path: Path) -> None:
    file = tmp_path / "import_config.py"
    alone = 'if __name__ == "__main__":\n    beangulp.Ingest(CONFIG).main()\n'
    file.write_text(
        "import beangulp\nfrom nl_banks import Importer\n"
        'CONFIG = [Importer("sumup", "Assets:Clearing:SumUp", fees="Expenses:Fees")]\n'
        + alone,
        "utf-8",
    )
    assert is_plain(file)
    for trick in (
        '__name__ = "__main__"\n',
        "from paraplu.base.language import say as __name__\n",
        'if __name__ != "__main__":\n    pass\n',
        'if __name__ == "__main__":\n    pass\nelse:\n    pass\n',
        "import beangulp as say\n",
    ):
        file.write_text(PLAIN + trick + alone, "utf-8")
        assert not is_plain(file), trick


@pytest.mark.parametrize(
    "line",
    [
        "import os",
        "from os import system",
        "from paraplu.fava_import import Path",
        "from paraplu.base.language import say",
        "from paraplu.journal.atomic_file import replace_file",
        "from nl_banks import __builtins__",
        "from nl_banks import source",
        "from paraplu.nothing import Reader",
        "from paraplu_cli.placing import place_files",
        "from . import beside",
        "from nl_banks import *",
        "open('x')",
        "CONFIG = exec('1')",
        "CONFIG = say.__globals__",
        "CONFIG = [x for x in ()]",
        "CONFIG = (lambda: 1)()",
        "CONFIG = f'{say}'",
        "CONFIG: list = []",
        "say.x = 1",
        "CONFIG += 1",
        "def f(): pass",
        "class A: pass",
        "if True: pass",
        "say('hello')",
        "((((",
        "\0",
        "x = " + "[" * 300,
        "#" * 200_000,
    ],
)
def test_anything_more_is_not_plain(tmp_path: Path, line: str) -> None:
    file = tmp_path / "import_config.py"
    file.write_text(f"{PLAIN}{line}\n", "utf-8")
    assert not is_plain(file)


def test_what_is_no_plain_file_is_not_waited_for(tmp_path: Path) -> None:
    assert not is_plain(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    assert not is_plain(tmp_path / "pipe")
    assert not is_plain(tmp_path / ("x" * 5000))
    assert is_plain(tmp_path / "a\0b")


def test_a_file_that_is_not_plain_is_trusted_by_its_name(
    scan: Scan, tmp_path: Path
) -> None:
    (tmp_path / "own.py").write_text("import os\n", "utf-8")
    text = scan(OWN + '2025-01-01 custom "fava-option" "import-config" "own.py"\n')
    assert judged(text) == []
    (finding,) = foreign_importers(text, frozenset())
    assert (finding.code, finding.source.line) == ("CK03", 2)
    assert Language("en").render(finding.message) == (
        "The books make Fava run the file “own.py”, which does more than name "
        "importers of paraplu. It can do anything."
    )
    assert list(foreign_importers(text, frozenset({"own.py"}))) == []
    (tmp_path / "own.py").write_text(PLAIN, "utf-8")
    assert list(foreign_importers(text, frozenset())) == []
