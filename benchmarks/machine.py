"""The machine that a run was measured on, as a reader needs it to judge the times."""

import os
import platform
import sqlite3

GIB = 1024**3


def machine() -> str:
    """Return cores, memory, load and versions in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GB of memory, load {os.getloadavg()[0]:.1f} before the run; "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    )
