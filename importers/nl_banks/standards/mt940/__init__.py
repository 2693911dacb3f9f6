"""MT940: the statement as text (SWIFT), in the ways in which Dutch banks write it.

The fields begin with a tag on a new line (`:61:`), and each bank puts its own text in
`:86:`. Whoever pays writes part of that text, and a line of it may begin with what
looks like a tag: a line that is no field of a statement where it stands is text, but
a `:61:` is always a line, and a statement ends once.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from nl_banks.layout import Layout
from nl_banks.refusal import Refused
from nl_banks.standards.bank_names import bank_name
from nl_banks.standards.mt940.balance import account, standing
from nl_banks.standards.mt940.blocks import Field, StatementText, blocks, looks_like
from nl_banks.standards.mt940.line import line
from nl_banks.standards.mt940.mollie import of_mollie
from nl_banks.standards.series import NumberedStatement, series

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nl_banks.source import StatementFile
    from nl_banks.statement import Statement


class Mt940(Layout):
    """A statement as text."""

    name = "mt940"
    bank = "any bank"
    title = "MT940"

    def likeness(self, source: StatementFile) -> float:
        """Return 1.0 where a statement begins, after what banks put before it."""
        return looks_like(source.start_text)

    def statements(self, source: StatementFile) -> list[Statement]:
        """Return the statements in the file, by day."""
        try:
            parts = [_part(block) for block in blocks(source.lines())]
            return [of_mollie(statement) for statement in series(parts)]
        except Refused as refusal:
            raise refusal.of(source.path) from None


def _part(block: StatementText) -> NumberedStatement:
    """Return one statement; its balances are in one currency."""
    keeper, _, _ = block.account.text.rpartition("/")
    with _at(block.account):
        number = account(block.account.text)
    with _at(block.opening):
        opening, currency = standing(block.opening.text)
    with _at(block.closing):
        closing, closed_in = standing(block.closing.text)
        if closed_in != currency:
            raise Refused(
                "This line is in {found}, but the account is in {expected}.",
                found=closed_in,
                expected=currency,
            )
    lines = []
    in_columns = block.bic.startswith("BNGH")
    for entry, texts in block.entries:
        with _at(entry):
            lines.append(line(entry, texts, currency, in_columns=in_columns))
    return NumberedStatement(
        Mt940.name,
        bank_name(number, keeper or block.bic),
        number,
        currency,
        lines,
        opening,
        closing,
        # 62M is the end of a page.
        is_final=block.closing.tag != "62M",
    )


@contextmanager
def _at(field: Field) -> Iterator[None]:
    """Give a refusal the line of the field that it is about."""
    try:
        yield
    except Refused as refusal:
        raise refusal.at(field.line) from None


LAYOUTS = (Mt940(),)
