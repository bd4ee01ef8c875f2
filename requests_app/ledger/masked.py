"""Masked values in a ledger that comes back: of a case that is known here they mean "unchanged", elsewhere they are nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from openness.masks import HIDDEN, MASKS, is_masked, mask_for_header
from requests_app.ledger.columns import CASE_HEADERS
from requests_app.operations.records import Record

MASKED_FIELDS = ("phone", "id_number")
"""What an export masks unless personal data are asked for, and where an import expects masks; names may bear stars."""


def emptied(record: Record, told: Counter[str]) -> Record:
    """Return the record of a case that is not known here: what is masked is not kept.

    Args:
        record: what the row says.
        told: counts the values that were left out, by header.
    """
    return _rewritten(record, dict.fromkeys(MASKED_FIELDS, ""), {}, told)[0]


def recognised(record: Record, kept: Record, told: Counter[str]) -> tuple[Record, tuple[str, ...]]:
    """Return the record of a known case with what was masked in full, and the headers of what is masked otherwise.

    A masked value that the case here masks to is unchanged. Where nothing is kept here it stays nothing. Any other is
    somebody's correction, whose stars nobody can read.

    Args:
        record: what the row says.
        kept: what the ledger would say of the case as it stands.
        told: counts the values that were left out, by header.
    """
    return _rewritten(record, {name: getattr(kept, name) for name in MASKED_FIELDS}, kept.extra, told)


def _rewritten(
    record: Record, known: Mapping[str, str], known_extra: Mapping[str, str], told: Counter[str]
) -> tuple[Record, tuple[str, ...]]:
    fields: dict[str, Any] = {}
    extra: dict[str, str] = dict(record.extra)
    strange: list[str] = []
    for name in MASKED_FIELDS:
        said = getattr(record, name)
        if is_masked(said):
            fields[name] = _meant(said, known[name], MASKS[name], CASE_HEADERS[name], told, strange)
    for header, said, mask in _own_columns(record):
        meant = _meant(said, known_extra.get(header, ""), mask, header, told, strange)
        extra = {**extra, header: meant} if meant else {name: text for name, text in extra.items() if name != header}
    is_same = not fields and extra == record.extra
    return (record if is_same else replace(record, **fields, extra=extra)), tuple(strange)


def _own_columns(record: Record) -> Iterator[tuple[str, str, Callable[[str], str]]]:
    """Yield what is masked in the columns that the office added itself."""
    for header, said in record.extra.items():
        mask = mask_for_header(header)
        if said == HIDDEN or (mask is not None and is_masked(said)):
            yield header, said, mask or (lambda _: HIDDEN)


def _meant(
    said: str, known: str, mask: Callable[[str], str], header: str, told: Counter[str], strange: list[str]
) -> str:
    if known and (said in (HIDDEN, known) or said == mask(known)):
        return known
    if known:
        strange.append(header)
        return said
    told[header] += 1
    return ""
