"""The system's own running numbers: without gaps or duplicates, also under concurrent entry."""

from openness.organs.models import Organ
from requests_app.models import DisclosureRequest, IssuedPaper, NumberSeries, PaperKind
from requests_app.paper_law import document_number


def take_request_number(*, organ: Organ, year: int) -> str:
    """Return the next registration number of `organ` in `year`; call it inside the transaction that uses it.

    The series row is locked until that transaction ends, so that a number is given out once, and given back
    when the transaction fails. A number that the office's own ledger already used is passed over.
    """
    series = _locked(organ, PaperKind.REQUEST, year)
    while True:
        series.last += 1
        number = f"{organ.document_prefix}申〔{year}〕{series.last}号"
        if not DisclosureRequest.objects.filter(organ=organ, register_year=year, number=number).exists():
            break
    # not by save(): the history of a series tells who set its start, not every number that was given out
    NumberSeries.objects.filter(pk=series.pk).update(last=series.last)
    return number


def take_paper_number(*, organ: Organ, kind: PaperKind, year: int) -> tuple[int, str]:
    """Return the next running number of a kind of paper, and how it is printed; call it inside the transaction that uses it.

    Args:
        organ: the unit that issues.
        kind: which paper; it must be one that takes a number.
        year: of the paper's date.
    """
    series = _locked(organ, kind, year)
    used = IssuedPaper.objects.filter(organ=organ, kind=kind, year=year)
    while True:
        series.last += 1
        if not used.filter(serial=series.last).exists():
            break
    series.save(update_fields=["last"])
    printed = document_number(code=kind, prefix=organ.paper_prefix, year=year, number=series.last)
    return series.last, printed


def _locked(organ: Organ, paper: PaperKind, year: int) -> NumberSeries:
    NumberSeries.objects.get_or_create(organ=organ, paper=paper, year=year)
    return NumberSeries.objects.select_for_update().get(organ=organ, paper=paper, year=year)
