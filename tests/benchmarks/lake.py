"""Measures a lake: what it costs to make, and to ask of many cooperatives.

    python tests/benchmarks/lake.py --transactions 20000 --members 60 --coops 50

The books are made once and are in the lake as many times: real ones may take more room.
Processor time of this process, seconds; memory of all of it, MB.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.benchmarks.generate import Size, generate

from paraplu.base.periods import Period
from paraplu.network.lake.asking import ask_duckdb, asked_over
from paraplu.network.lake.building import LakeBooks, build
from paraplu.network.lake.engine import connected, quoted
from paraplu.network.lake.pseudonyms import Pseudonyms
from paraplu.network.lake.views import contents

_KEY = Pseudonyms(bytes(32))


def main() -> None:
    """Print what each step took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--transactions", type=int, default=20_000)
    parser.add_argument("--members", type=int, default=60)
    parser.add_argument("--coops", type=int, default=50)
    asked = parser.parse_args()
    with TemporaryDirectory(prefix="paraplu-bench-") as name:
        folder = Path(name)
        books = generate(folder / "books", Size(asked.transactions, asked.members))
        one, many = folder / "one", folder / "many"
        _timed("made, with its check", lambda: build(one, LakeBooks("c", books), _KEY))
        _timed("not changed", lambda: build(one, LakeBooks("c", books), _KEY))
        for number in range(asked.coops):
            _copy(one, many, f"c{number}")
        _timed("asked", lambda: _ask(many))


def _timed(what: str, work: Callable[[], object]) -> None:
    begun = time.process_time()
    work()
    spent = time.process_time() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{what}: {spent:.2f} s, {most} MB until now")


def _ask(lake: Path) -> None:
    period = Period.read("2025")
    if period is None:
        raise ValueError("2025 is a year")
    asked = asked_over(period)
    tables = frozenset[str]().union(*(one.tables for one in asked))
    ask_duckdb(contents(lake, tables, period), period, asked)


def _copy(lake: Path, many: Path, coop: str) -> None:
    manifest = json.loads((lake / "manifests" / "c.json").read_text("utf-8"))
    manifest["coop"] = coop
    with connected() as connection:
        for one in manifest["files"]:
            old, new = one["path"], one["path"].replace("coop=c/", f"coop={coop}/")
            (many / new).parent.mkdir(parents=True, exist_ok=True)
            connection.execute(
                f"copy (select * replace ({quoted(coop)} as coop) from "  # noqa: S608 - ours
                f"read_parquet({quoted(str(lake / old))}, hive_partitioning = false)) "
                f"to {quoted(str(many / new))} (format parquet, compression zstd)"
            )
            data = (many / new).read_bytes()
            one.update(path=new, size=len(data), sha256=sha256(data).hexdigest())
    (many / "manifests").mkdir(parents=True, exist_ok=True)
    place = many / "manifests" / f"{coop}.json"
    place.write_text(json.dumps(manifest), "utf-8")


if __name__ == "__main__":
    main()
