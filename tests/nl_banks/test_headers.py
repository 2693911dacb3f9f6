"""Headers that were written otherwise: order, capitals, quotes, spaces and marks."""

import pytest
from tests.nl_banks import test_ing as ing
from tests.nl_banks import test_mollie as mollie
from tests.nl_banks.conftest import Read, Refuse

INGS = ing.ELEVEN + ing.TRANSFER


@pytest.mark.parametrize(
    ("start", "change"),
    [
        ("", str.upper),
        ("\ufeff", str.lower),
        ("", lambda header: header.replace(" ", "  ")),
        ("", lambda header: header.replace(" ", "\u00a0")),
        ("", lambda header: header.replace('"', "")),
    ],
    ids=["capitals", "mark", "two spaces", "spaces that hold", "no quotes"],
)
def test_a_header_is_what_it_says(read: Read, start: str, change: object) -> None:
    assert callable(change)
    told = read(INGS)
    header, rest = INGS.split("\n", 1)
    assert change(header) != header or start
    assert read(f"{start}{change(header)}\n{rest}") == told


def test_columns_may_stand_in_another_order(read: Read) -> None:
    told = read(mollie.HEADER + mollie.ROWS)
    table = [line.split(",") for line in (mollie.HEADER + mollie.ROWS).splitlines()]
    turned = "\n".join(",".join(reversed(row)) for row in table)
    assert read(turned) == told


def test_but_not_twice(refused: Refuse) -> None:
    header = mollie.HEADER.replace("Consumer BIC", "Consumer name")
    assert refused(header + mollie.ROWS).line == 0
