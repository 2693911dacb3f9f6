"""The indicators as files of SQL, and what they may ask of an engine.

Each gives rows of a cooperative and a part: numerator, denominator, and how many
persons they are of. Dividing is not for an engine: one gives a float, another rounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from paraplu.network.lake.engine import needed
from paraplu.network.lake.views import SHARED, known_names

SQL = Path(__file__).parent / "sql"
COLUMNS = ("coop", "part", "numerator", "denominator", "persons")
# What an engine may be asked for: what is tested to be the same in all of them.
_ALLOWED = frozenset(
    (
        *("Add", "Alias", "And", "Boolean", "CTE", "Case", "Cast", "Coalesce"),
        *("Column", "Count", "DataType", "Date", "DateDiff", "Distinct"),
        *("EQ", "From", "GT", "GTE", "Group", "Having", "Identifier", "If", "In", "Is"),
        *("Join", "LT", "LTE", "Literal", "Max", "Min", "Month", "Mul"),
        *("NEQ", "Neg", "Not", "Null", "Or", "Order", "Ordered", "Paren"),
        *("Select", "Star", "Sub", "Subquery", "Sum", "Table", "TableAlias", "Union"),
        *("Var", "Where", "With", "Year"),
    )
)


@dataclass(frozen=True)
class Query:
    """One indicator: its id, its text in DuckDB's dialect, and the tables it needs.

    Those are also the views that it needs, and what they are made of.
    """

    key: str
    text: str
    tables: frozenset[str]

    def for_engine(self, dialect: str) -> str:
        """Return the text for another engine; NotInstalled where sqlglot is missing."""
        return translated(self.text, dialect)


def translated(text: str, dialect: str) -> str:
    """Return a text of DuckDB's dialect in another."""
    rendered: list[str] = needed("sqlglot").transpile(
        text, read="duckdb", write=dialect, comments=False
    )
    return rendered[0]


@cache
def queries() -> tuple[Query, ...]:
    """Return every indicator that a lake can answer, in order of its number."""
    files = sorted(SQL.glob("*.sql"))
    return tuple(_query(file.stem, file.read_text("utf-8")) for file in files)


def _query(key: str, text: str) -> Query:
    asked = asked_of(text)
    for name in reversed(list(SHARED)):
        if name in asked:
            asked |= asked_of(SHARED[name])
    return Query(key, text, asked)


def asked_of(text: str) -> frozenset[str]:
    """Return the tables and views that a query needs, without those it makes itself."""
    tree = needed("sqlglot").parse_one(text, read="duckdb")
    exp = needed("sqlglot").exp
    made = {one.alias for one in tree.find_all(exp.CTE)}
    return frozenset({one.name for one in tree.find_all(exp.Table)} - made)


def beyond(text: str) -> list[str]:
    """Return what a query asks that engines do differently, or that nobody has."""
    tree = needed("sqlglot").parse_one(text, read="duckdb")
    steps = {type(node).__name__ for node in tree.walk()}
    return sorted((steps - _ALLOWED) | (asked_of(text) - known_names()))
