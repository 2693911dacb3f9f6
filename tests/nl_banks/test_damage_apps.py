"""Whatever happens to a file on its way, it is read or refused, and nothing else."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.nl_banks import (
    test_bunq,
    test_knab,
    test_mollie,
    test_n26,
    test_neighbours,
    test_paypal,
    test_revolut,
    test_revolut_merchant,
    test_shops,
    test_stripe,
    test_sumup,
    test_zettle,
)

from nl_banks import Refused
from nl_banks.reading import read

FILES = [
    (test_bunq.ENGLISH + test_bunq.ROWS).encode(),
    (test_knab.SIXTEEN + test_knab.PAID + test_knab.GOT).encode(),
    (test_n26.BEFORE + test_n26.OLD_ROW).encode(),
    (test_revolut.DUTCH + test_revolut.ROWS).encode(),
    test_revolut.BUSINESS_2025.encode(),
    (test_revolut_merchant.HEADER + test_revolut_merchant.ROWS).encode(),
    (test_mollie.HEADER + test_mollie.ROWS).encode(),
    (test_sumup.GERMAN + test_sumup.SALE + test_sumup.PAYOUT).encode(),
    (test_sumup.ACCOUNT + test_sumup.ACCOUNT_ROWS).encode(),
    (test_paypal.STATEMENT + test_paypal.ROWS).encode(),
    (test_paypal.ACTIVITY + test_paypal.ACTIVITY_ROWS).encode(),
    test_stripe.PAYOUTS.encode(),
    test_stripe.DASHBOARD.encode(),
    test_zettle.workbook([test_zettle.DUTCH, *test_zettle.ROWS]),
    test_zettle.workbook(test_zettle.RECEIPTS),
    (test_revolut.DUTCH + test_revolut.ROWS + test_revolut.DOLLARS).encode(),
    (test_neighbours.FINOM + test_neighbours.CARD + test_neighbours.TOPUP).encode(),
    (test_neighbours.KBC + test_neighbours.OUT + test_neighbours.IN).encode(),
    (test_neighbours.AMEX + test_neighbours.PAID + test_neighbours.BOUGHT).encode(),
    test_shops.workbook([*test_shops.TOP, test_shops.BOL, *test_shops.ROWS]),
    test_shops.BOL_CSV.encode(),
    (test_shops.SHOPIFY + test_shops.PAYOUT + test_shops.CHARGE).encode(),
    (test_shops.ETSY + test_shops.ETSY_ROWS).encode(),
    (test_shops.ADYEN + test_shops.ADYEN_ROWS).encode(),
]
ODD = [
    b"",
    b'"',
    b";",
    b",",
    b"\n",
    b"\0",
    b"\xff",
    b"-",
    b"9" * 20,
    "٣\u202e".encode(),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Draw a file in which something was cut, doubled, or replaced."""
    content = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 3))):
        begin, end = sorted(draw(st.integers(0, len(content))) for _ in range(2))
        instead = draw(st.sampled_from([*ODD, content[begin:end] * 2]))
        content = content[:begin] + instead + content[end:]
    return content


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage") / "statement"


@given(content=damaged())
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(path: Path, content: bytes) -> None:
    path.write_bytes(FILES[0])
    assert read(path)
    path.write_bytes(content)
    with suppress(Refused):
        assert all(one.bookings for one in read(path))


@pytest.mark.parametrize("content", FILES)
def test_and_as_it_was_it_is_read(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert read(path)
