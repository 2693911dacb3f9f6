"""DuckDB and sqlglot, where they are installed: an extra, which no other part needs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from paraplu.base.language import Message, say

if TYPE_CHECKING:
    import duckdb


# All that DuckDB may hold: the books of the whole country take less to ask.
MEMORY = "800MB"


class NotInstalled(Exception):  # noqa: N818 - it says how things are
    """What a lake needs is not installed; `message` says how to get it."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.template)
        self.message = message


def needed(name: str) -> Any:  # noqa: ANN401 - a module of somebody else
    """Return a package of the extra `network`; NotInstalled where it is missing."""
    try:
        return import_module(name)
    except ImportError as fault:
        raise NotInstalled(
            say(
                "{name} is not installed, and a lake needs it. In the folder of "
                "paraplu: .venv/bin/pip install --no-deps --require-hashes -r "
                "requirements/network.txt; elsewhere: pip install 'paraplu[network]'.",
                name=name,
            )
        ) from fault


def connected() -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory, which asks nobody for anything.

    What it has no room for it refuses, and puts nowhere: amounts of members are not
    left lying about in whatever folder this runs.

    Raises:
        NotInstalled: there is no DuckDB.
    """
    connection: duckdb.DuckDBPyConnection = needed("duckdb").connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "memory_limit": MEMORY,
            "temp_directory": "",
        },
    )
    # Rows go nowhere where their order would matter.
    connection.execute("set preserve_insertion_order = false")
    return connection


def quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
