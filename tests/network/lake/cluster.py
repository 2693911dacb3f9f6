"""Spark on the loopback: a master and two workers, which can be killed."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

_HOST = "127.0.0.1"
_CLASSES = "org.apache.spark.deploy"
_PATIENCE = 120


class Cluster(NamedTuple):
    """A master by its address, and its two workers."""

    master: str
    workers: tuple[subprocess.Popen[bytes], subprocess.Popen[bytes]]
    works: tuple[Path, Path]

    def kill_one_at_work(self) -> None:
        """Kill the first worker as soon as it runs anything, with what it runs."""
        until = time.monotonic() + _PATIENCE
        while not list(self.works[0].glob("app-*/*")):
            assert time.monotonic() < until, "no worker began"
            time.sleep(0.2)
        os.killpg(self.workers[0].pid, signal.SIGKILL)


def missing() -> str:
    """Return what Spark lacks here, empty where it can run."""
    python = os.environ.get("PARAPLU_SPARK_PYTHON")
    if not python:
        return "PARAPLU_SPARK_PYTHON names no Python with Spark"
    if not shutil.which("java"):
        return "there is no Java"
    return ""


def _home(python: str) -> Path:
    text = "import pyspark; print(pyspark.__path__[0])"
    done = subprocess.run(
        [python, "-c", text], capture_output=True, text=True, check=True
    )
    return Path(done.stdout.strip())


def _free() -> int:
    with socket.socket() as one:
        one.bind((_HOST, 0))
        return int(one.getsockname()[1])


@contextmanager
def cluster(folder: Path, python: str) -> Iterator[Cluster]:
    """Yield a cluster, which is gone afterwards."""
    port = _free()
    home = _home(python)
    settings = {
        **os.environ,
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": _HOST,
        "SPARK_NO_DAEMONIZE": "1",
        "SPARK_DAEMON_MEMORY": "512m",
        "PYSPARK_PYTHON": python,
    }
    with ExitStack() as ends:

        def start(*arguments: str) -> subprocess.Popen[bytes]:
            log = ends.enter_context((folder / f"{len(logs)}.log").open("wb"))
            logs.append(log.name)
            begun = subprocess.Popen(
                [str(home / "bin" / "spark-class"), *arguments],
                env=settings,
                stdout=log,
                stderr=log,
                # With a group of its own, what it starts can be killed with it.
                start_new_session=True,
            )
            ends.callback(_end, begun)
            return begun

        logs: list[str] = []
        where = ("--host", _HOST, "--webui-port", "0")
        start(f"{_CLASSES}.master.Master", *where, "--port", str(port))
        _wait(port)
        works = (folder / "work-0", folder / "work-1")
        master = f"spark://{_HOST}:{port}"
        first, second = (
            start(
                *(f"{_CLASSES}.worker.Worker", *where, "--cores", "1"),
                *("--memory", "1g", "--work-dir", str(work), master),
            )
            for work in works
        )
        yield Cluster(master, (first, second), works)


def _wait(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection((_HOST, port), 1).close()
        except OSError:
            assert time.monotonic() < until, "the master did not begin"
            time.sleep(0.2)
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
