"""The system's own running numbers: without gaps or duplicates, also under concurrent entry."""

from openness.organs.models import Organ
from requests_app.models import DisclosureRequest, NumberSeries, PaperKind


def take_request_number(*, organ: Organ, year: int) -> str:
    """Return the next registration number of `organ` in `year`; call it inside the transaction that uses it.

    The series row is locked until that transaction ends, so that a number is given out once, and given back
    when the transaction fails. A number that the office's own ledger already used is passed over.
    """
    NumberSeries.objects.get_or_create(organ=organ, paper=PaperKind.REQUEST, year=year)
    series = NumberSeries.objects.select_for_update().get(organ=organ, paper=PaperKind.REQUEST, year=year)
    while True:
        series.last += 1
        number = f"{organ.document_prefix}申〔{year}〕{series.last}号"
        if not DisclosureRequest.objects.filter(organ=organ, register_year=year, number=number).exists():
            break
    # not by save(): the history of a series tells who set its start, not every number that was given out
    NumberSeries.objects.filter(pk=series.pk).update(last=series.last)
    return number
