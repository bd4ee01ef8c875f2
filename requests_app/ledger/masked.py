"""Masked values in a ledger that comes back: of a case that is known here they mean "unchanged", elsewhere they are nothing."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from openness.masks import HIDDEN, MASKS, STAR_OF_NAMES, hide, is_masked, mask_for_header, mask_name
from requests_app.choices import MAY_BE_PERSON
from requests_app.ledger.columns import CASE_HEADERS
from requests_app.operations.records import Record

MASKED_FIELDS = ("phone", "id_number")
"""What an export masks unless personal data are asked for, and where an import expects masks.

The name of a natural person is masked, too, as lists show it; but names may bear stars of their own, so one that is not
known here is kept as it is written.
"""


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
    done, strange = _rewritten(record, {name: getattr(kept, name) for name in MASKED_FIELDS}, kept.extra, told)
    if not is_person(record) or not kept.applicant_name or STAR_OF_NAMES not in record.applicant_name:
        return done, strange
    if record.applicant_name in (kept.applicant_name, mask_name(kept.applicant_name)):
        return replace(done, applicant_name=kept.applicant_name), strange
    return done, (*strange, CASE_HEADERS["applicant_name"])


def is_person(record: Record) -> bool:
    """Say whether the applicant is, or may be, a natural person, whose name lists and exports mask."""
    return record.applicant_kind in MAY_BE_PERSON


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
        # a column hidden whole comes back as HIDDEN and nothing else: other stars in it are the office's own
        if said == HIDDEN or (mask not in (None, hide) and is_masked(said)):
            yield header, said, mask or hide


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
