"""`python -m benchmarks [--only NAME] [--database NAME]`: measures and prints; a whole run writes docs/benchmarks.md."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

from benchmarks.figures import Figure, table
from benchmarks.machine import machine
from benchmarks.page import PAGE, updated
from benchmarks.worlds import FEW, ONE_YEAR, SIZES
from tests.postgres import running_server

NAMES = ("report", "history", "admin", "ledger", "calendar")
DATABASES = {"tiny": ("sqlite", "postgresql"), "small": ("sqlite", "postgresql"), "large": ("postgresql",)}
TITLES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
BASE = "benchmark"


def main(arguments: Sequence[str]) -> int:
    """Run the benchmarks of the size that SIZE names; return 0 when they ran: a goal missed is said in the table."""
    size = os.environ.get("SIZE") or "small"
    if size not in SIZES:
        sys.stderr.write(f"SIZE is {size!r}; it may be {', '.join(SIZES)}\n")
        return 2
    asked = _parser(DATABASES[size]).parse_args(arguments)
    sections = {}
    for database in asked.database or DATABASES[size]:
        about = machine()
        found = _figures(size, database, asked.only)
        title = f"{size.capitalize()}: {SIZES[size].cases:,} cases, {SIZES[size].units:,} units, {TITLES[database]}"
        sections[title] = f"{about}.\n\n{table(found)}"
        sys.stdout.write(f"\n## {title}\n{sections[title]}\n")
    if not asked.only and size != "tiny":
        PAGE.write_text(updated(PAGE.read_text("utf-8") if PAGE.exists() else "", sections), encoding="utf-8")
    return 0


def _parser(databases: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=NAMES, default="", help="one benchmark; nothing is written to docs/")
    parser.add_argument("--database", choices=databases, action="append", help="only this database")
    return parser


def _figures(size: str, database: str, only: str) -> list[Figure]:
    """Return what a process of its own measures on a database made for it."""
    sys.stderr.write(f"{size}, {database}\n")
    with tempfile.TemporaryDirectory(prefix="openness-bench-") as folder, _address(database, Path(folder)) as address:
        target = Path(folder) / "figures.json"
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.one_database", size, only, str(target)]
        settings = {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "benchmarks.settings", "DEBUG": "on"}
        subprocess.run(command, env=os.environ | settings, check=True)
        return [Figure(**figure) for figure in json.loads(target.read_text("utf-8"))]


@contextmanager
def _address(database: str, folder: Path) -> Iterator[str]:
    """Yield the address of an empty database; those of the other worlds lie beside it."""
    if database == "sqlite":
        yield f"sqlite:///{folder / BASE}.sqlite3"
        return
    with running_server() as server:
        with closing(psycopg2.connect(server)) as connection:
            connection.autocommit = True
            for name in (BASE, f"{BASE}_{FEW}", f"{BASE}_{ONE_YEAR}"):
                connection.cursor().execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{BASE}?")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
