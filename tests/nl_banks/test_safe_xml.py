"""XML from outside: in pieces, and nothing that does harm."""

import pytest
from tests.nl_banks import camt
from tests.nl_banks.conftest import Refuse

from nl_banks.refusal import Refused
from nl_banks.standards.safe_xml import Piece, pieces, text

LAUGHS = (
    '<!DOCTYPE Document [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
DTDS = {
    "laughs": LAUGHS,
    "file": '<!DOCTYPE Document [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "net": '<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/evil.dtd">',
    "parameter": '<!DOCTYPE Document [<!ENTITY % a SYSTEM "http://127.0.0.1:9/">%a;]>',
    "empty": "<!DOCTYPE Document>",
    "attribute": '<!DOCTYPE Document [<!ATTLIST Amt Ccy CDATA "USD">]>',
}


def found(*blocks: str, parent: str = "Stmt") -> list[Piece]:
    return list(pieces((block.encode() for block in blocks), parent))


def test_a_piece_is_yielded_as_soon_as_it_ends() -> None:
    blocks = iter([b"<D><Stmt>\n<A>1</A><B Ccy='EUR'>", b"2<C>x</C></B>", b"broken"])
    read = pieces(blocks, "Stmt")
    first, second = next(read), next(read)
    assert (first.parent, first.line, first.element.tag) == (0, 2, "A")
    assert (second.element.tag, second.element.get("Ccy")) == ("B", "EUR")
    with pytest.raises(Refused, match="This XML is broken"):
        next(read)


def test_parents_are_counted_and_names_lose_their_namespace() -> None:
    told = found(
        "<n:D xmlns:n='x'><n:Stmt><A/></n:Stmt><n:Stmt><A/><A/></n:Stmt></n:D>"
    )
    assert [piece.parent for piece in told] == [0, 1, 1]


def test_text_is_the_first_that_is_there() -> None:
    (piece,) = found("<D><Stmt><A><B> </B><C> x </C></A></Stmt></D>")
    assert text(piece.element, "B", "C") == "x"
    assert text(piece.element, "X") == ""
    assert text(None, "C") == ""


@pytest.mark.parametrize("name", DTDS)
def test_a_document_type_is_refused(refused: Refuse, name: str) -> None:
    refusal = refused(camt.DAY.replace("?>\n", f"?>\n{DTDS[name]}", 1))
    assert refusal.template == (
        "This XML has a document type (DTD). No bank sends one, and it can do harm, "
        "so the file is not read."
    )
    assert refusal.line == 2


def test_a_document_type_in_another_encoding_is_refused(refused: Refuse) -> None:
    hidden = camt.DAY.replace("?>\n", f"?>\n{LAUGHS}", 1).replace("UTF-8", "UTF-16")
    assert "document type" in str(refused(hidden.encode("utf-16")))


@pytest.mark.parametrize(
    "body",
    [
        "<A>" * 60 + "</A>" * 60,
        "<A>" + "x" * 100_001 + "</A>",
    ],
)
def test_what_is_too_deep_or_too_long_is_refused(body: str) -> None:
    with pytest.raises(Refused, match="nested more deeply"):
        found(f"<D><Stmt>{body}</Stmt></D>")
    with pytest.raises(Refused, match="nested more deeply"):
        found(f"{'<A>' * 60}")


def test_what_has_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("nl_banks.standards.safe_xml._MOST_IN_PIECE", 5)
    assert len(found(f"<D><Stmt>{'<A><B/></A>' * 9}</Stmt></D>")) == 9
    with pytest.raises(Refused, match="nested more deeply"):
        found(f"<D><Stmt><A>{'<B/>' * 6}</A></Stmt></D>")
    monkeypatch.setattr("nl_banks.standards.safe_xml._MOST", 9)
    with pytest.raises(Refused, match="nested more deeply"):
        found(f"<D><Stmt>{'<A><B/></A>' * 9}</Stmt></D>")


@pytest.mark.parametrize("mark", [f"<!--{'x' * 99}-->", f"<A b='{'x' * 99}'/>"])
def test_what_has_too_long_a_mark_is_refused(
    monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    monkeypatch.setattr("nl_banks.standards.safe_xml._LONGEST_MARK", 50)
    found("<D><Stmt>", *["<A/>" * 99] * 9, "</Stmt></D>")
    with pytest.raises(Refused, match="nested more deeply"):
        found("<D><Stmt>", *mark, "</Stmt></D>")


@pytest.mark.parametrize(
    "broken",
    [
        "",
        " ",
        "<D><Stmt><A></Stmt></D>",
        "<D><Stmt>",
        "<D><Stmt><A>&nbsp;</A></Stmt></D>",
        "<D><Stmt><x:A/></Stmt></D>",
        "<D/><D/>",
        "<D><Stmt>\0</Stmt></D>",
        '<?xml version="1.0" encoding="klingon"?><D/>',
        '<?xml version="1.0" encoding="utf-7"?><D/>',
    ],
)
def test_broken_xml_is_refused(broken: str) -> None:
    with pytest.raises(Refused, match="This XML is broken"):
        found(broken)
