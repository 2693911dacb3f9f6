"""A register, customers, invoices and requests as YAML with other words and amounts.

Each value is replaced where it stands, so that every line stays the line it was.
"""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from paraplu.base.language import Language
from paraplu.bookkeeping.invoices.catalogue import PRICES
from paraplu.bookkeeping.invoices.customers import CUSTOMER, CUSTOMER_ADDRESS
from paraplu.bookkeeping.invoices.line_reading import LINE
from paraplu.bookkeeping.invoices.reading import INVOICE
from paraplu.bookkeeping.spending_requests import BoardAnswer, RequestFor
from paraplu.register.schema import register_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from paraplu.bookkeeping.anonymous.names import OtherNames
    from paraplu.bookkeeping.anonymous.rounding import Scaled
    from paraplu.bookkeeping.anonymous.words import OtherWords

Path = tuple[str, ...]

_COMMENT = re.compile(r"(?<!\S)#[^\n]*")
_POINTER = "yaml-language-server:"
_AMOUNT = re.compile(r"-?\d+(?:\.\d+)?")
_TO_THE_CENT = re.compile(r"-?\d+\.\d\d")
_KEPT = re.compile(
    r"(?:-?\d+(?:\.\d+)?\ ?%?|(?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?|-Q[1-4])?"
    r"|yes|no|true|false|null|~|high|low|[A-Z]{2}|)"
)
# Where a number is of EUR, also without cents.
_MONEY = frozenset(
    {
        "amount", "granted", "spent_before", "received_before", "advance", "money",
        "threshold", "receipt_from", "approval_from", "signature_from", "start_capital",
        "result", "income", "least", "price", "price_incl", "total", "value",
        "copies_above", "vat_amount", "bought", "paid",
    }
)  # fmt: skip
# Where a number with two decimals is of something else.
_NO_MONEY = frozenset(["quantity", "hours", "worked", "most", "minutes"])
_OF_MONEY = frozenset(("caps", "budgets"))
# Whose text may be a word of the program, and yet is somebody's.
_FREE = frozenset(
    {
        "name", "street", "city", "trade", "trade_name", "funder", "what", "why",
        "reason", "note", "description", "explanation", "explained", "nominated_by",
        "offers", "asks", "by", "reference",
    }
)  # fmt: skip
# As many digits as the fingerprint of a key has.
_NO_KEY = "0" * 40
_LIMITS = frozenset({"granted", "amount", "most"})
_USED = frozenset({"spent_before"})
# What lies below the invoices, the requests and the customers, besides the register's.
_WORDS = frozenset(
    (
        *INVOICE, *LINE, *CUSTOMER, *CUSTOMER_ADDRESS, *PRICES,
        "amount", "off", "code", "lines", "discount", "every", "from", "until", "when",
        "skip", "week", "month", "before", "after", "request", "member", "asked", "for",
        "what", "why", "decision", "approved", "by", "on", "seal", "vat",
        *RequestFor, *BoardAnswer,
    )
)  # fmt: skip


@cache
def vocabulary() -> frozenset[str]:
    """Return the keys and the choices that a register knows."""
    found = set(_WORDS)

    def look(into: Any) -> None:  # noqa: ANN401 - whatever JSON may be
        if isinstance(into, dict):
            found.update(into.get("properties", {}))
            found.update(str(one) for one in into.get("enum", ()))
            for one in into.values():
                look(one)
        elif isinstance(into, list):
            for one in into:
                look(one)

    look(register_schema(Language("en")))
    return frozenset(found)


class YamlTexts:
    """Makes YAML of these books anonymous; `scaled` is what an amount becomes."""

    def __init__(self, words: OtherWords, names: OtherNames, scaled: Scaled) -> None:
        self._words = words
        self._names = names
        self._scaled = scaled

    def anonymous(self, text: str) -> str:
        """Return a YAML text with others in the place of its values and comments."""
        try:
            tree = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError:
            return self._words.text(text)
        parts, end = [], 0
        for path, node, key in _scalars(tree, ()):
            begin, until = node.start_mark.index, node.end_mark.index
            parts.append(self._between(text[end:begin]))
            written = text[begin:until]
            parts.append(
                self._key(written, path) if key else self._value(written, node, path)
            )
            end = until
        return "".join([*parts, self._between(text[end:])])

    def _between(self, text: str) -> str:
        return _COMMENT.sub(
            lambda found: (
                found[0] if _POINTER in found[0] else self._words.text(found[0])
            ),
            text,
        )

    def _key(self, written: str, path: Path) -> str:
        bare = written.strip("\"'")
        own = path and path[-1] in {"funds", "budget", "municipalities", "reports"}
        if _KEPT.fullmatch(bare) or (not own and bare in vocabulary()):
            return written
        return self._named(written)

    def _named(self, written: str) -> str:
        bare = written.strip("\"'")
        if ":" in bare and " " not in bare:
            return written.replace(bare, self._names.account(bare))
        return written if self._names.is_part(bare) else self._words.text(written)

    def _value(  # noqa: PLR0911 - one for each kind of value
        self, written: str, node: yaml.ScalarNode, path: Path
    ) -> str:
        bare = node.value
        last = next((key for key in reversed(path) if key), "")
        if self._is_money(bare, node, path):
            return _AMOUNT.sub(lambda one: self._amount(one[0], last), written)
        if last in {"reference", "order"} and node.style:
            return self._words.reference(written)
        if last in {"document", "receipt"} or bare.startswith("documents/"):
            return written.replace(bare, self._names.path(bare))
        if last == "signing":
            # Whose a key is, others may know; in a copy nothing is signed.
            return "".join(map(self._words.sign, _NO_KEY))
        if last == "postcode":
            return re.sub(r"\d|[A-Z]", self._sign, written)
        if last == "kvk":
            return self._words.text(written)
        if _KEPT.fullmatch(bare) or (last not in _FREE and bare in vocabulary()):
            return written
        return self._words.text(written) if last in _FREE else self._named(written)

    def _is_money(self, bare: str, node: yaml.ScalarNode, path: Path) -> bool:
        keys = [key for key in path if key]
        last = keys[-1] if keys else ""
        if node.style or not re.fullmatch(r"[-\d.]+", bare):
            return last == "amount" and bool(_AMOUNT.match(bare))
        if _OF_MONEY & set(keys) or last in _MONEY:
            return not re.fullmatch(r"(?:19|20)\d\d-\d\d", bare)
        if last == "rate":
            return "own" in keys
        if last == "most":
            return "charges" in keys or any(":" in key for key in keys[-2:])
        return bool(_TO_THE_CENT.fullmatch(bare)) and last not in _NO_MONEY

    def _amount(self, written: str, key: str) -> str:
        """Return an amount; of a limit no less, and of what was used no more."""
        up = key in _LIMITS or ":" in key
        rounding = ROUND_CEILING if up else ROUND_FLOOR if key in _USED else None
        return f"{self._scaled(Decimal(written), rounding):.2f}"

    def _sign(self, found: re.Match[str]) -> str:
        return self._words.sign(found[0])


def _scalars(
    node: yaml.Node | None, path: Path
) -> Iterator[tuple[Path, yaml.ScalarNode, bool]]:
    """Yield each scalar with the keys above it, and whether it is a key itself."""
    if isinstance(node, yaml.ScalarNode):
        yield path, node, False
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _scalars(one, path)
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                yield path, key, True
            said = key.value if isinstance(key, yaml.ScalarNode) else ""
            yield from _scalars(value, (*path, said))
