from __future__ import annotations

from typing import TYPE_CHECKING

from beancount import loader

from paraplu.base.language import Language
from paraplu.ledger.source import judge_source, unscanned

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from paraplu.ledger.source import LedgerText

    Scan = Callable[..., LedgerText]

OWN = 'plugin "paraplu"\n'
ENGLISH = Language("en")


def test_an_include_that_leaves_the_books(scan: Scan, tmp_path: Path) -> None:
    text = scan(OWN + 'include "../other.beancount"\n')
    [finding] = judge_source(text)
    assert (finding.code, finding.severity) == ("CK04", "error")
    assert finding.source == (str(text.main), 2)
    assert ENGLISH.render(finding.message) == (
        f'include "../other.beancount" goes outside the folder of the books, '
        f"{tmp_path}. A file there is not reviewed with the books."
    )
    assert judge_source(scan(OWN + 'include "other.beancount"\n', other="")) == []


def test_an_include_of_an_encrypted_file(scan: Scan, tmp_path: Path) -> None:
    (tmp_path / "secret.gpg").write_text("")
    [finding] = judge_source(scan(OWN + 'include "*.gpg"\n'))
    assert (finding.code, finding.severity, finding.source.line) == ("CK04", "error", 2)
    assert ENGLISH.render(finding.message) == (
        'include "*.gpg" takes in an encrypted file, secret.gpg. Nobody can read '
        "its contents before they count."
    )


def test_all_that_is_wrong_is_said_at_once(scan: Scan) -> None:
    text = scan(
        'plugin "evil"\noption "insert_pythonpath" "TRUE"\ninclude "/etc/passwd"\n'
    )
    assert [(f.code, f.source.line) for f in judge_source(text)] == [
        ("CK01", 0),
        ("CK03", 1),
        ("CK04", 2),
        ("CK04", 3),
    ]


def test_what_beancount_read_is_what_was_scanned(scan: Scan) -> None:
    text = scan(
        'plugin "beancount.plugins.leafonly"\nplugin "beancount.plugins.onecommodity" '
        '"A.*"\ninclude "sub/../a.beancount"\n',
        a='plugin "evil"\n',
        sub__b="",
    )
    _, _, options = loader.load_file(str(text.main))
    assert unscanned(options["include"], options["plugin"], text) == []


def test_what_beancount_read_besides_is_said(scan: Scan) -> None:
    text = scan(OWN + 'plugin "other" "setting"\n')
    main = str(text.main)
    findings = unscanned(
        [main, "/elsewhere"],
        [("paraplu", None), ("other", None), ("evil", "setting")],
        text,
    )
    assert [(f.code, f.source) for f in findings] == [
        ("CK04", ("/elsewhere", 0)),
        ("CK03", (main, 0)),
        ("CK03", (main, 0)),
    ]


def test_a_line_that_beancount_passes_over_is_said(scan: Scan) -> None:
    # A comment, which the scan takes for a string that ends there.
    text = scan('; see "a" plugin "paraplu"\n')
    assert judge_source(text) == []
    _, _, options = loader.load_file(str(text.main))
    assert [f.code for f in unscanned(options["include"], options["plugin"], text)] == [
        "CK01"
    ]


def test_hostile_names_are_shown_briefly(scan: Scan) -> None:
    text = scan(f'{OWN}plugin "{"a" * 10_000}"\ninclude "../{"b" * 4000}"\n')
    found = list(judge_source(text))
    assert len(found) >= 2
    for finding in found:
        assert len(ENGLISH.render(finding.message)) < 500
