"""Values of Beancount as plain data and back: nothing of it can be code.

What a ledger can say is a few kinds of values, and each has a number here. Of another
kind nothing is kept.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from msgspec import msgpack
from msgspec.msgpack import Ext

from paraplu.ledger.kept.uncertain import Uncertain

if TYPE_CHECKING:
    from collections.abc import Callable

PLAIN = frozenset({str, int, bool, type(None)})
_DATE, _NUMBER, _SET, _FROZEN, _BOOKING, _AMOUNT, _CUSTOM, _DIRECTIVE = range(8)


def packed(value: Any) -> Any:  # noqa: ANN401 - any value of a ledger
    """Return a value as msgpack can hold it; Uncertain where it is of no known kind."""
    kind = type(value)
    if kind in PLAIN:
        found = value
    elif kind is list:
        found = [packed(one) for one in value]
    elif kind is dict:
        found = packed_meta(value)
    elif kind is dt.date:
        found = Ext(_DATE, value.isoformat().encode())
    elif kind is Decimal:
        found = Ext(_NUMBER, str(value).encode())
    elif kind in {set, frozenset}:
        found = _parts(_SET if kind is set else _FROZEN, sorted(value))
    else:
        found = _of_beancount(value)
    return found


def packed_meta(meta: dict[str, Any]) -> dict[str, Any]:
    """Return metadata as msgpack can hold it."""
    return {
        key: value if type(value) in PLAIN else packed(value)
        for key, value in meta.items()
    }


def _of_beancount(value: Any) -> Ext:  # noqa: ANN401
    from beancount.core import data
    from beancount.core.amount import Amount
    from beancount.parser.grammar import ValueType

    kind = type(value)
    if kind is data.Booking:
        return Ext(_BOOKING, value.name.encode())
    if kind is Amount:
        return _parts(_AMOUNT, [*value])
    if kind is ValueType:
        types = [name for name, one in _types().items() if one is value.dtype]
        if len(types) == 1:
            return _parts(_CUSTOM, [value.value, *types])
    if kind in data.ALL_DIRECTIVES and kind not in {data.Transaction, data.Pad}:
        return _parts(_DIRECTIVE, [kind.__name__, *value])
    raise Uncertain


def _parts(code: int, parts: list[Any]) -> Ext:
    return Ext(code, msgpack.encode([packed(one) for one in parts]))


def _types() -> dict[str, Any]:
    """Return the kinds of values of a `custom` line by name."""
    from beancount.core import account
    from beancount.core.amount import Amount

    kinds = (str, bool, Decimal, dt.date, Amount)
    return {kind.__name__: kind for kind in kinds} | {"account": account.TYPE}


def unpacked(code: int, held: memoryview) -> Any:  # noqa: ANN401
    """Return the value that was packed under a code; ValueError for what is none."""
    if code == _DATE:
        return dt.date.fromisoformat(str(held, "ascii"))
    if code == _NUMBER:
        return Decimal(str(held, "ascii"))
    if code == _BOOKING:
        from beancount.core.data import Booking

        return Booking[str(held, "ascii")]
    parts = msgpack.decode(held, ext_hook=unpacked)
    if code not in _MADE:
        raise ValueError(code)
    return _MADE[code](parts)


def _amount(parts: list[Any]) -> object:
    from beancount.core.amount import Amount

    return Amount(*parts)


def _custom(parts: list[Any]) -> object:
    from beancount.parser.grammar import ValueType

    return ValueType(parts[0], _types()[parts[1]])


def _directive(parts: list[Any]) -> object:
    from beancount.core import data

    kinds = {kind.__name__: kind for kind in data.ALL_DIRECTIVES}
    return kinds[parts[0]](*parts[1:])


_MADE: dict[int, Callable[[list[Any]], object]] = {
    _SET: set,
    _FROZEN: frozenset,
    _AMOUNT: _amount,
    _CUSTOM: _custom,
    _DIRECTIVE: _directive,
}
