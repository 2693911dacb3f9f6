"""Whatever is asked of beanquery in Fava only reads the books."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tests.support import write_books

from paraplu.fava.app import fava_on

SALE = """\
2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
2025-03-01 query "sales" "SELECT account, sum(number) GROUP BY account"
2025-03-01 query "two words" "BALANCES"
2025-03-01 query "evil" ".output CANARY"
2025-03-01 query "old" "output CANARY"
2025-03-01 query "nested" "run evil"
"""


def asked(client: FlaskClient, path: str, query: str) -> tuple[int, str]:
    answer = client.get(f"/beancount/{path}", query_string={"query_string": query})
    return answer.status_code, answer.text


REFUSED = [
    ".output CANARY",
    ". output CANARY",
    " .output CANARY",
    "\t.output CANARY",
    ".OUTPUT CANARY",
    "output CANARY",
    ".run evil",
    "run evil",
    "run 'evil'",
    'run "evil";',
    "run old",
    "run nested",
    "run sales; .output CANARY",
    ".output CANARY;",
    "!output CANARY",
    "?output",
    ".help",
    "help output",
    ".set format csv",
    "set",
    "history",
    ".clear",
    ".reload",
    ".errors",
    ".exit",
    "quit",
    ".parse SELECT 1",
    ".format csv",
    "CREATE TABLE x (a str) USING 'csv:CANARY'",
    "INSERT INTO postings (account) VALUES ('x')",
    "SELECT 1" + " + 1" * 5000,
    "",
]
PATHS = [
    "api/query",
    "download-query/query_result.csv",
    "download-query/query_result.ods",
]


@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_query_is_refused(tmp_path: Path, *, write: bool) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text("sings", "utf-8")
    main = write_books(tmp_path, SALE.replace("CANARY", str(canary)))
    with fava_on(main, write=write) as app:
        client = app.test_client()
        for path in PATHS:
            for query in REFUSED:
                said = asked(client, path, query.replace("CANARY", str(canary)))
                assert said[0] == 400, query
                assert canary.read_text("utf-8") == "sings", query
    left = {file.name for file in tmp_path.iterdir()}
    assert left == {"canary.txt", "ledger", "members.yaml"}


def test_it_says_what_can_be_asked(tmp_path: Path) -> None:
    main = write_books(tmp_path, SALE)
    with fava_on(main) as app:
        status, said = asked(app.test_client(), "api/query", ".output /tmp/x")
    assert status == 400
    assert "Only queries that read the books can be run here" in said


ANSWERED = [
    "SELECT account, sum(number) GROUP BY account",
    " select account;",
    "BALANCES",
    "balances from year = 2025",
    "JOURNAL 'Income'",
    "run sales",
    ".run sales",
    "run 'two words'",
    'run "two words"',
    "RUN sales;",
]


def test_queries_are_answered(tmp_path: Path) -> None:
    with fava_on(write_books(tmp_path, SALE)) as app:
        client = app.test_client()
        for query in ANSWERED:
            status, said = asked(client, PATHS[0], query)
            assert status == 200, said
            assert "Income:Members:L01:Sales" in said
        assert asked(client, PATHS[0], "PRINT")[0] == 200  # Fava shows nothing of it
        for query in ("BALANCES", "run sales", ".run sales", "run 'two words'"):
            assert asked(client, PATHS[1], query)[0] == 200


def test_a_table_that_is_saved_has_no_formulas(tmp_path: Path) -> None:
    sale = """\
2025-03-01 * "=cmd|calc!A0" "@SUM(1)"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""
    query = "SELECT payee, narration, account, number WHERE number < 0"
    with fava_on(write_books(tmp_path, sale)) as app:
        status, said = asked(app.test_client(), PATHS[1], query)
    assert status == 200
    assert said.splitlines()[1:] == [
        "'=cmd|calc!A0,'@SUM(1),Income:Members:L01:Sales,-100.0"
    ]


def test_what_is_wrong_with_a_query_is_said(tmp_path: Path) -> None:
    with fava_on(write_books(tmp_path, SALE)) as app:
        client = app.test_client()
        wrong = asked(client, "api/query", "SELECT FROM WHERE")[1]
        assert "This query cannot be read: syntax error." in wrong
        assert "nobody" in asked(client, "api/query", "SELECT nobody")[1]
        assert "no query of this name" in asked(client, "api/query", "run nobody")[1]
