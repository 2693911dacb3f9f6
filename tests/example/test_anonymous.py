"""A copy for somebody else: other words and amounts, and the same findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from tests.example.test_breaches import BREACHES
from tests.support import copy_example

from paraplu.bookkeeping.anonymous.yaml_text import vocabulary
from paraplu.check import Report, check
from paraplu.reports.anonymous import AnonymousCopy, anonymous_copy

# These stop the check, or cannot stand beside the others.
APART = {"MB00", "CK01", "CK02", "CK03", "CK04", "BC00", "BK05", "VT05", "PF02"}
WORD = re.compile(r"[^\W\d_]{5,}")
# A thousand euros and more: of less there are so many that some are alike by chance.
LARGE = re.compile(r"(?<![\d.])\d{4,}\.\d\d(?![\d.])")
IBAN = re.compile(r"\bNL\d\d[A-Z]{4}\d{10}\b")
# Words of programs and of charts, which stay what they are.
OURS = {
    "akkoord", "assets", "balance", "balances", "beancount", "bewijs", "boxes",
    "cardfees", "config", "corrects", "currency", "custom", "customers", "datum",
    "default", "documents", "equity", "expenses", "extension", "import", "include",
    "input", "invert", "ledger", "liabilities", "minuten", "opening", "operating",
    "option", "pages", "paraplu", "paraplumembers", "parapluoverview", "payouts",
    "plugin", "requests", "reserve", "schema", "server", "sidebar", "soort",
    "startkapitaal", "statements", "title", "transfers", "unallocated", "waiver",
}  # fmt: skip


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, report: Report) -> AnonymousCopy:
    return anonymous_copy(report, (), tmp_path_factory.mktemp("copy"), Random(1))  # noqa: S311 - no secrets


def _texts(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        yield path.relative_to(folder).as_posix()
        if path.is_file():
            yield path.read_bytes().decode("utf-8", "replace")


def _copied(copy: AnonymousCopy) -> str:
    return "\n".join(_texts(copy.copied.register.parent))


def _original(report: Report) -> str:
    kept = (".beancount", ".yaml", ".csv")
    ledger = report.books.main.parent
    texts = [Path(report.register_file).read_text("utf-8")]
    for path in sorted(ledger.rglob("*")):
        texts.append(path.name)
        if path.suffix in kept:
            texts.append(path.read_text("utf-8"))
    return "\n".join(texts)


def test_the_copy_finds_what_the_books_find(copy: AnonymousCopy) -> None:
    assert (copy.lost, copy.more) == ((), ())


def test_nothing_of_the_books_is_in_it(copy: AnonymousCopy, report: Report) -> None:
    original, copied = _original(report), _copied(copy)
    words = {word.casefold() for word in WORD.findall(original)}
    there = {word.casefold() for word in WORD.findall(copied)}
    known = {one.casefold() for said in vocabulary() for one in WORD.findall(said)}
    assert len(words) > 700
    left = (words & there) - known - OURS
    assert not left, sorted(left)


@pytest.mark.parametrize("what", [LARGE, IBAN], ids=["amounts", "accounts"])
def test_no_number_of_the_books_is_in_it(
    what: re.Pattern[str], copy: AnonymousCopy, report: Report
) -> None:
    was = set(what.findall(_original(report)))
    now = set(what.findall(_copied(copy)))
    assert was
    assert now
    assert was & now == set()


@pytest.mark.no_cover  # The first copy runs the same lines.
def test_breaches_are_found_on_the_same_lines_of_another_copy(
    tmp_path: Path, copy: AnonymousCopy
) -> None:
    main = copy_example(tmp_path)
    done: set[str] = set()
    for breach in BREACHES:
        file = tmp_path / breach.file
        whole = file.read_text("utf-8") if file.exists() else ""
        if breach.code in APART or breach.old not in whole:
            continue
        new = f"{whole}\n{breach.new}"
        if breach.old:
            new = whole.replace(breach.old, breach.new, 1)
        file.write_text(new, "utf-8")
        done.add(breach.code)
    found = check(main)
    codes = {finding.code for finding in found.verdict.findings}
    other = anonymous_copy(found, (), tmp_path / "copy", Random(2))  # noqa: S311 - no secrets
    assert len(codes) > 40
    assert (other.lost, other.more) == ((), ())
    # Two copies of the same lines have no amount and no name in common.
    one, two = (
        (made.copied.main.parent / "accounts.beancount").read_text("utf-8").splitlines()
        for made in (copy, other)
    )
    named = [pair for pair in zip(one, two, strict=True) if ":Members:" in pair[0]]
    assert len(named) > 50
    assert [a for a, b in named if a == b] == []
