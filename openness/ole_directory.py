"""The table of contents of an old Office container (MS-CFB): names only, read without loading the file."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from openness.file_kinds import OLE

HEADER, ENTRY, WORD = 512, 128, 4
IN_HEADER = 109
"""Sectors of the allocation table that the header itself names."""
LAST_SECTOR = 0xFFFFFFFA
"""Larger numbers are marks: end of a chain, free, no such entry."""
SECTOR_SHIFTS = (9, 12)


class BrokenContainer(ValueError):
    """The container contradicts itself."""


@dataclass(frozen=True)
class Contents:
    """What a container holds.

    Args:
        top: the names at its top: they tell which program wrote it.
        all: every name, those of embedded things too.
    """

    top: frozenset[str]
    all: frozenset[str]


@dataclass(frozen=True)
class _Entry:
    name: str
    left: int
    right: int
    child: int


def contents_of(file: BinaryIO) -> Contents:
    """Return the names in a container. Raises BrokenContainer where it cannot be followed."""
    try:
        entries = list(_Reader(file).entries())
    except (struct.error, UnicodeDecodeError, IndexError) as broken:
        raise BrokenContainer(str(broken)) from broken
    if not entries:
        raise BrokenContainer("no directory")
    return Contents(frozenset(_siblings(entries)), frozenset(entry.name for entry in entries if entry.name))


def _siblings(entries: list[_Entry]) -> Iterator[str]:
    """Yield the names right below the root; a damaged tree may lead in circles."""
    waiting, seen = [entries[0].child], set()
    while waiting:
        place = waiting.pop()
        if place < len(entries) and place not in seen:
            seen.add(place)
            yield entries[place].name
            waiting += [entries[place].left, entries[place].right]


class _Reader:
    """Follows the chain of the directory's sectors."""

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self._file = file
        header = file.read(HEADER)
        (shift,) = struct.unpack_from("<H", header, 0x1E)
        if not header.startswith(OLE) or shift not in SECTOR_SHIFTS:
            raise BrokenContainer("no container")
        self._size = 1 << shift
        self._per_sector = self._size // WORD
        (self._first,) = struct.unpack_from("<I", header, 0x30)
        (further,) = struct.unpack_from("<I", header, 0x44)
        self._table = [*struct.unpack_from(f"<{IN_HEADER}I", header, 0x4C)]
        seen: set[int] = set()
        while further < LAST_SECTOR and further not in seen:
            seen.add(further)
            *named, further = self._words(further)
            self._table += named

    def entries(self) -> Iterator[_Entry]:
        """Yield the directory, the root first."""
        sector, seen = self._first, set[int]()
        while sector < LAST_SECTOR and sector not in seen:
            seen.add(sector)
            raw = self._read(sector)
            yield from (_entry(raw[start : start + ENTRY]) for start in range(0, self._size, ENTRY))
            sector = self._words(self._table[sector // self._per_sector])[sector % self._per_sector]

    def _words(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._per_sector}I", self._read(sector))

    def _read(self, sector: int) -> bytes:
        self._file.seek((sector + 1) * self._size)
        return self._file.read(self._size)


def _entry(raw: bytes) -> _Entry:
    (length,) = struct.unpack_from("<H", raw, 64)
    left, right, child = struct.unpack_from("<3I", raw, 68)
    return _Entry(raw[: max(0, min(length, 64) - 2)].decode("utf-16-le"), left, right, child)
