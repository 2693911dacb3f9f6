"""What Fava refuses is told in the reader's language, with a status that fits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from tests.support import HEAD, write_books
from werkzeug.test import TestResponse

from paraplu.fava.app import fava_on

HERE = (
    HEAD
    + 'option "documents" "papers"\n'
    + '2025-01-01 custom "fava-option" "import-dirs" "import"\n'
    + '2025-01-01 custom "fava-option" "import-config" "import_config.py"\n'
)
SALE = """\
2025-03-01 * "Market" "Chairs sold"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
"""
FILES = {
    "import/lines.csv": "a;b\n",
    "papers/bill.pdf": "x",
}
ACCOUNT = "Assets:Members:L01:Cash"
NOT_HERE = "This file is not one that can be read or changed here."
NOT_A_PAPER = "This file is neither a document of the books nor a statement."


@contextmanager
def fava(
    folder: Path,
    *,
    head: str = HERE,
    write: bool = True,
    config: str = "CONFIG = []\n",
) -> Iterator[tuple[Path, FlaskClient]]:
    files = FILES | {"import_config.py": config}
    main = write_books(folder, SALE, head=head, files=files)
    with fava_on(main, write=write) as app:
        yield main.parent, app.test_client()


def put(client: FlaskClient, path: str, **body: object) -> TestResponse:
    return client.put(f"/beancount/api/{path}", json=body)


def refused(answer: TestResponse) -> tuple[int, str]:
    assert answer.mimetype == "application/json", answer.text
    return answer.status_code, answer.get_json()["error"]


@pytest.mark.parametrize(
    "name",
    ["import_config.py", "../members.yaml.bak", "papers/bill.pdf", "../.git/config"],
)
def test_a_file_that_is_no_ledger_is_neither_shown_nor_written(
    tmp_path: Path, name: str
) -> None:
    with fava(tmp_path) as (folder, client):
        path = str(folder / name)
        shown = client.get("/beancount/api/source", query_string={"filename": path})
        written = put(client, "source", file_path=path, source="x", sha256sum="x")
    assert refused(shown) == refused(written) == (403, NOT_HERE)


def test_each_refusal_says_what_is_wrong(tmp_path: Path) -> None:
    with fava(tmp_path) as (folder, client):
        main, csv = str(folder / "main.beancount"), str(folder / "import" / "lines.csv")
        old = put(client, "source", file_path=main, source="", sha256sum="x")
        gone = put(client, "source_slice", entry_hash="x", source="", sha256sum="x")
        paper = put(client, "move", account=ACCOUNT, new_name="x", filename=main)
        there = put(client, "move", account=ACCOUNT, new_name="x", filename=csv + "no")
        nobody = put(client, "move", account="Nobody", new_name="x", filename=csv)
        typed = put(client, "add_entries", entries=[{"t": "x", "date": "2025-01-01"}])
        listed = put(client, "add_entries", entries=[1])
        empty = put(client, "format_source")
        unread = client.get("/beancount/api/extract?filename=x&importer=x")
        importer = client.get(
            "/beancount/api/extract", query_string={"filename": csv, "importer": "x"}
        )
        period = client.get("/beancount/api/journal?time=x")
        upload = client.put("/beancount/api/add_document", data={})
        folderless = client.put(
            "/beancount/api/add_document",
            data={
                "file": (io.BytesIO(b"x"), "x.txt"),
                "folder": "elsewhere",
                "account": ACCOUNT,
            },
        )
        twice = client.put(
            "/beancount/api/upload_import_file",
            data={"file": (io.BytesIO(b"x"), "lines.csv")},
        )
        told = [
            refused(one)
            for one in (
                *(old, gone, paper, there, nobody, typed, listed, empty, unread),
                *(importer, period, upload, folderless, twice),
            )
        ]
    unclear = (400, "This request is not complete, or Fava does not know it.")
    entry = "This entry cannot be read. Look at its date, accounts and amounts."
    assert [status for status, _ in told] == [
        *(409, 404, 403, 404, 422, 400, 400, 400, 403),
        *(404, 400, 400, 422, 409),
    ]
    said = [words for _, words in told]
    assert said[0].startswith("The file was changed by another program since you")
    assert (
        said[1]
        == "This entry is no longer in the books as it was. Load the page again."
    )
    assert said[2] == NOT_A_PAPER
    assert said[3] == "There is no file of this name."
    assert said[4] == "There is no account of this name in the books."
    assert said[5] == said[6] == entry
    assert told[7] == unclear
    assert said[8] == NOT_HERE
    assert said[9] == "There is nothing here."
    assert said[10].startswith("This is not a period.")
    assert said[11] == "Choose a file first."
    assert said[12] == "This folder is not one that the books keep documents in."
    assert said[13].startswith("There is a file of this name already.")


def test_what_an_importer_says_is_all_that_is_said(tmp_path: Path) -> None:
    ours = "from paraplu.fava_import import importers\nCONFIG = importers(__file__)\n"
    with fava(tmp_path, config=ours) as (folder, client):
        path = str(folder / "import" / "lines.csv")
        loaded = client.application.config["LEDGERS"]["beancount"].ingest.loaded_config
        (name,) = loaded.importers
        answer = client.get(
            "/beancount/api/extract", query_string={"filename": path, "importer": name}
        )
    status, said = refused(answer)
    assert status == 422
    assert "lines.csv" in said
    assert "Traceback" not in said


def test_books_that_may_not_be_changed_say_how_they_may(tmp_path: Path) -> None:
    with fava(tmp_path, write=False) as (_, client):
        status, said = refused(put(client, "add_entries", entries=[]))
    assert status == 403
    assert said.endswith("To allow changes, start again with --write.")


def test_what_the_books_do_not_name_is_asked_for(tmp_path: Path) -> None:
    with fava(tmp_path, head=HEAD) as (_, client):
        form = {"file": (io.BytesIO(b"x"), "x.txt")}
        documents = client.put("/beancount/api/add_document", data=form)
        extract = client.get("/beancount/api/extract?filename=x&importer=x")
    assert refused(extract)[0] == 403
    status, said = refused(documents)
    assert status == 422
    assert "option documents is missing" in said


def test_it_is_said_in_dutch_to_who_reads_dutch(tmp_path: Path) -> None:
    dutch = HERE + '2025-01-01 custom "fava-option" "language" "nl"\n'
    with fava(tmp_path, head=dutch) as (folder, client):
        path = str(folder / "import_config.py")
        written = put(client, "source", file_path=path, source="x", sha256sum="x")
        query = client.get("/beancount/api/query?query_string=SELECT")
    assert refused(written)[1].startswith("Dit bestand kan hier niet")
    assert refused(query)[1].startswith("Deze query kan niet")
