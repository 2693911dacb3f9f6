"""Which files Fava gives and changes, and as what a browser gets them."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from tests.support import HEAD, MEMBERS, write_books
from werkzeug.test import TestResponse

from paraplu.fava.app import fava_on
from paraplu.fava.reach import _TOUCHED

EXTENSION = '2025-01-01 custom "fava-extension" "paraplu.fava"\n'
PAPERS = 'option "documents" "papers"\n'
IMPORTS = '2025-01-01 custom "fava-option" "import-dirs" "import"\n'
PRIVATE = "L01: {name: Petronella van der Meulen}\n"
BOOKS = """\
2025-03-01 * "Market" "Chairs sold"
  document: "papers/page.html"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
2025-03-02 * "Market" "Forged"
  filename: "SECRET"
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
2025-03-02 * "Market" "No line"
  lineno: 1
  Income:Members:L01:Sales     -100.00 EUR
  Assets:Members:L01:Cash       100.00 EUR
2025-03-02 document Assets:Members:L01:Cash "papers/page.html"
2025-03-02 document Assets:Members:L01:Cash "papers/picture.svg"
2025-03-02 document Assets:Members:L01:Cash "papers/script.js"
2025-03-02 document Assets:Members:L01:Cash "papers/bill.pdf"
2025-03-02 document Assets:Members:L01:Cash "papers/photo.png"
2025-03-02 document Assets:Members:L01:Cash "papers/linked.pdf"
2025-03-02 document Assets:Members:L01:Cash "../../secret.txt"
2025-03-02 document Assets:Members:L01:Cash "../members.private.yaml"
"""
FILES = {
    f"papers/{name}": "<script>alert(1)</script>"
    for name in ("page.html", "picture.svg", "script.js", "bill.pdf", "photo.png")
}


class Books:
    """Hostile books in Fava, and a secret beside them."""

    def __init__(self, folder: Path, app: Flask) -> None:
        self.folder = folder
        self.main = folder / "books" / "ledger" / "main.beancount"
        self.private = folder / "books" / "members.private.yaml"
        self.secret = folder / "secret.txt"
        self.app = app

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    def get(self, path: str, **arguments: str) -> TestResponse:
        return self.client.get(
            f"/beancount/{path}", query_string=arguments, buffered=True
        )

    def put(self, path: str, **body: object) -> TestResponse:
        return self.client.put(f"/beancount/api/{path}", json=body)

    def document(self, name: str) -> TestResponse:
        path = self.main.parent / name
        return self.get("document/", filename=str(path.resolve()))

    def entry(self, words: str) -> str:
        journal: list[dict[str, str]] = self.get("api/journal").get_json()["data"]
        for entry in journal:
            if entry.get("narration") == words:
                return entry["entry_hash"]
        raise LookupError(words)


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret\n", "utf-8")
    folder = tmp_path / "books"
    folder.mkdir()
    text = BOOKS.replace("SECRET", str(secret))
    main = write_books(folder, text, head=PAPERS + HEAD + IMPORTS, files=FILES)
    (folder / "members.private.yaml").write_text(PRIVATE, "utf-8")
    (main.parent / "papers" / "linked.pdf").symlink_to(secret)
    (main.parent / "import").mkdir()
    (main.parent / "import" / "linked.csv").symlink_to(secret)
    (main.parent / "import" / "lines.csv").write_text("a;b\n", "utf-8")
    with fava_on(main, write=True) as app:
        yield Books(tmp_path, app)


def test_the_private_register_is_watched_but_neither_listed_nor_given(
    books: Books,
) -> None:
    assert books.private.read_text("utf-8") == PRIVATE
    options = books.get("api/options").text + books.get("api/ledger_data").text
    assert "members.yaml" in options
    known = str(books.private)
    # A finding tells its name where the books themselves name it.
    assert known not in options
    told = options.count("EV02 The receipt members.private.yaml")
    assert options.count("members.private") == told
    for path in (known, f"{books.main.parent}/../members.private.yaml"):
        assert books.get("api/source", filename=path).status_code == 403
        given = hashlib.sha256(PRIVATE.encode()).hexdigest()
        answer = books.put("source", file_path=path, source="x", sha256sum=given)
        assert answer.status_code == 403
        assert "Petronella" not in answer.text
    assert books.get("document/", filename=known).status_code == 404
    assert books.private.read_text("utf-8") == PRIVATE
    assert books.get("api/source", filename=str(books.main)).status_code == 200


def test_a_private_register_that_changes_is_loaded_again(tmp_path: Path) -> None:
    main = write_books(tmp_path, BOOKS[: BOOKS.index("2025-03-02")])
    private = tmp_path / "members.private.yaml"
    private.write_text(PRIVATE, "utf-8")
    with fava_on(main) as app:
        ledger = app.config["LEDGERS"]["beancount"]
        files, _ = ledger.paths_to_watch()
        assert main in files
        before = ledger.options
        ledger.load_file()
        assert ledger.options is not before
        assert str(private) not in ledger.options["include"]


def test_plain_fava_lists_no_private_register_either(tmp_path: Path) -> None:
    from fava.application import create_app

    main = write_books(tmp_path, BOOKS[: BOOKS.index("2025-03-02")], head=HEAD)
    (tmp_path / "members.private.yaml").write_text(PRIVATE, "utf-8")
    main.write_text(main.read_text("utf-8") + EXTENSION, "utf-8")
    app = create_app([str(main)], load=True, poll_watcher=True)
    ledger = app.config["LEDGERS"]["beancount"]
    assert str(tmp_path / "members.yaml") in ledger.options["include"]
    assert not [one for one in ledger.options["include"] if "private" in one]
    assert tmp_path / "members.private.yaml" in ledger.watcher._files


def test_no_file_beyond_the_books_is_given(books: Books) -> None:
    for name in ("../../secret.txt", "import/linked.csv", "papers/linked.pdf"):
        path = books.main.parent / name
        for given in (path, path.resolve()):
            answer = books.get("document/", filename=str(given))
            assert answer.status_code == 404, given
    assert books.get("document/", filename="x\0").status_code == 400
    assert books.get("document/").status_code == 404
    assert books.get("api/source", filename=str(books.secret)).status_code == 403
    for name in ("Forged", "No line"):  # their places are the parser's: CK07
        answer = books.get("api/source_slice", entry_hash=books.entry(name))
        assert name in answer.text
        assert "secret" not in answer.text.replace("secret.txt", "")
    assert books.get("api/source_slice", entry_hash="x").status_code == 404
    sold = books.entry("Chairs sold")
    slices = books.get("api/source_slice", entry_hash=sold)
    assert "Chairs sold" in slices.text
    linked = str(books.main.parent / "import" / "linked.csv")
    extract = books.get("api/extract", filename=linked, importer="x")
    assert extract.status_code == 403
    assert "secret" not in extract.text
    assert books.get("api/imports").status_code == 200


def test_nothing_beyond_the_books_is_written(books: Books) -> None:
    forged = books.entry("Forged")
    given = hashlib.sha256(b"secret\n").hexdigest()
    linked = str(books.main.parent / "import" / "linked.csv")
    refused = [
        books.put("source", file_path=str(books.secret), source="", sha256sum=given),
        books.client.delete(
            "/beancount/api/document", query_string={"filename": str(books.secret)}
        ),
        books.client.delete(
            "/beancount/api/document", query_string={"filename": linked}
        ),
        books.put(
            "move",
            account="Assets:Members:L01:Cash",
            new_name="x.txt",
            filename=str(books.secret),
        ),
    ]
    # Whatever these do, they do to the entry where it is: no forged place counts.
    books.put("source_slice", entry_hash=forged, source="", sha256sum=given)
    books.put("attach_document", entry_hash=forged, filename="x")
    books.client.delete(
        "/beancount/api/source_slice",
        query_string={"entry_hash": forged, "sha256sum": given},
    )
    assert [answer.status_code for answer in refused] == [403] * len(refused)
    assert books.secret.read_text("utf-8") == "secret\n"
    assert not list(books.main.parent.glob("papers/Assets/**/x.txt"))


def test_what_lies_in_the_books_is_written(books: Books) -> None:
    path = str(books.main)
    known = books.get("api/source", filename=path).get_json()["data"]
    answer = books.put(
        "source",
        file_path=path,
        source=known["source"] + "\n",
        sha256sum=known["sha256sum"],
    )
    assert answer.status_code == 200, answer.text
    uploaded = books.client.put(
        "/beancount/api/add_document",
        data={
            "file": (io.BytesIO(b"x"), "x.txt"),
            "folder": "papers",
            "account": "Assets:Members:L01:Cash",
            "hash": books.entry("Chairs sold"),
        },
    )
    assert uploaded.status_code == 200, uploaded.text
    imported = books.client.put(
        "/beancount/api/upload_import_file",
        data={"file": (io.BytesIO(b"x"), "bank.csv")},
    )
    assert imported.status_code == 200, imported.text
    assert (books.main.parent / "import" / "bank.csv").exists()
    moved = books.put(
        "move",
        account="Assets:Members:L01:Cash",
        new_name="2025-03-01 bank.csv",
        filename=str(books.main.parent / "import" / "bank.csv"),
    )
    assert moved.status_code == 200, moved.text
    assert books.put("format_source", source="").status_code == 200
    assert books.put("add_entries", entries=[]).status_code == 200
    lines = str(books.main.parent / "import" / "lines.csv")
    deleted = books.client.delete(
        "/beancount/api/document", query_string={"filename": lines}
    )
    assert deleted.status_code == 200, deleted.text


ENTRY = {
    "t": "Transaction",
    "flag": "*",
    "payee": "Market",
    "narration": "Late",
    "tags": [],
    "links": [],
    "meta": {},
    "postings": [
        {"account": "Assets:Members:L01:Cash", "amount": "1.00 EUR"},
        {"account": "Income:Members:L01:Sales", "amount": "-1.00 EUR"},
    ],
}


def seal(books: Books) -> None:
    """Have March 2025 closed."""
    seals = books.main.parent / "seals"
    seals.mkdir()
    zero = "0" * 64
    (seals / "2025-03.seal").write_text(
        "paraplu seal 1\nperiod: 2025-03\nscope: all\nkind: closed\nnumber: 1\n"
        f"day: 2025-04-10\nby: L01\nprogram: 0\ncanonical: 3\nrules: {zero}\n"
        f"register: {zero}\ntransactions: 0\nchecksum: {zero}\n\nbalances\n\n"
        "documents\n\nentries\n"
    )


@pytest.mark.parametrize(
    ("day", "status"), [("2025-03-31", 422), ("2025-04-01", 200), ("now", 400)]
)
def test_nothing_is_added_to_a_closed_period(
    books: Books, day: str, status: int
) -> None:
    seal(books)
    before = books.main.read_bytes()
    answer = books.put("add_entries", entries=[ENTRY | {"date": day}])
    assert answer.status_code == status, answer.text
    assert (books.main.read_bytes() == before) is (status != 200)
    assert ("PD03" in answer.text) is (status == 422)


# What is saved in the editor, and whether March, which is closed, stays what it is.
EDITED = {
    "another amount": ("100.00", "100.01", 422),
    "other words": ("Chairs sold", "Chairs sold to Jan", 422),
    "another day, out of it": ("2025-03-01", "2025-04-01", 422),
    "spaces, a comment and digits": ("  100.00 EUR", "     100.000 EUR ; sold", 200),
    "an entry of April": ("END", '2025-04-01 note Assets:Bank "x"', 200),
    "an entry of March": ("END", '2025-03-31 note Assets:Bank "x"', 422),
}


@pytest.mark.parametrize("case", EDITED)
def test_the_editor_leaves_a_closed_period_as_it_is(books: Books, case: str) -> None:
    old, new, status = EDITED[case]
    text = books.main.read_text("utf-8") + "; END\n"
    books.main.write_text(text, "utf-8")
    seal(books)
    saved = text.replace("; END", new) if old == "END" else text.replace(old, new, 1)
    assert saved != text
    given = hashlib.sha256(text.encode()).hexdigest()
    answer = books.put(
        "source", file_path=str(books.main), source=saved, sha256sum=given
    )
    assert answer.status_code == status, answer.text
    assert ("PD03" in answer.text) is (status == 422)
    assert books.main.read_text("utf-8") == (saved if status == 200 else text)


def test_an_entry_of_a_closed_period_is_neither_changed_nor_deleted(
    books: Books,
) -> None:
    seal(books)
    entry = books.entry("Chairs sold")
    was = books.get("api/source_slice", entry_hash=entry).get_json()["data"]
    before = books.main.read_bytes()
    words = {"entry_hash": entry, "sha256sum": was["sha256sum"]}
    answers = [
        books.put("source_slice", source=was["slice"].replace("1", "2"), **words),
        books.client.delete("/beancount/api/source_slice", query_string=words),
        books.put("attach_document", filename="a.pdf", entry_hash=entry),
    ]
    for answer in answers:
        assert answer.status_code == 422, answer.text
        assert "PD03" in answer.text
    assert books.main.read_bytes() == before
    kept = books.put("source_slice", source=was["slice"] + " ; seen", **words)
    assert kept.status_code == 200, kept.text


@pytest.mark.parametrize("name", ["page.html", "picture.svg", "script.js"])
def test_what_could_run_is_saved_instead(books: Books, name: str) -> None:
    answer = books.document(f"papers/{name}")
    assert answer.status_code == 200
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_statement_is_one_of_the_documents(books: Books) -> None:
    entry = books.entry("Chairs sold")
    answer = books.get("statement/", entry_hash=entry, key="document")
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert books.get("statement/", entry_hash=entry, key="x").status_code == 400


@pytest.mark.parametrize(
    ("name", "kind"), [("bill.pdf", "application/pdf"), ("photo.png", "image/png")]
)
def test_pictures_and_pdfs_are_shown(books: Books, name: str, kind: str) -> None:
    answer = books.document(f"papers/{name}")
    assert (answer.status_code, answer.mimetype) == (200, kind)
    assert not answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_every_address_of_fava_that_writes_is_known(books: Books) -> None:
    writing = {
        rule.endpoint.removeprefix("json_api.")
        for rule in books.app.url_map.iter_rules()
        if rule.endpoint.startswith("json_api.")
        and (rule.methods or set()) & {"PUT", "POST", "DELETE", "PATCH"}
    }
    assert writing <= set(_TOUCHED)


def test_a_new_address_that_writes_is_refused(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(_TOUCHED, "put_format_source")
    assert books.put("format_source", source="").status_code == 403


def test_a_request_that_makes_no_sense_is_left_to_fava(books: Books) -> None:
    assert books.put("move").status_code == 400
    assert books.client.put("/beancount/api/source", data="[").status_code == 400
    assert books.client.put("/beancount/api/add_document").status_code == 400
    body = json.dumps([1])
    assert books.client.put("/beancount/api/move", data=body).status_code == 400


def test_before_the_books_are_read_no_file_is_given(tmp_path: Path) -> None:
    main = write_books(tmp_path, "", members=MEMBERS, head='plugin "evil"\n')
    with fava_on(main) as app:
        answer = app.test_client().get(
            "/beancount/api/source", query_string={"filename": str(main)}
        )
    assert answer.status_code == 403


def test_a_private_register_that_cannot_be_read_is_not_given_either(
    tmp_path: Path,
) -> None:
    named = '2025-03-02 document Assets:Members:L01:Cash "../{}"\n'
    private = ("members.private.yaml", "members.private.yaml.bak")
    text = "2025-01-01 open Assets:Members:L01:Cash\n" + "".join(
        map(named.format, (*private, "private.pdf"))
    )
    main = write_books(tmp_path, text)
    for name in (*private, "private.pdf"):
        (tmp_path / name).write_text("L01: [Petronella", "utf-8")
    with fava_on(main) as app:
        for name in (*private, "private.pdf"):
            answer = app.test_client().get(
                "/beancount/document/",
                query_string={"filename": str(tmp_path / name)},
                buffered=True,
            )
            assert answer.status_code == (404 if name in private else 200)
