"""Asking third parties and joint organs (R19 Arts. 32–34): sent, received by them, answered or passed over in silence."""

from datetime import date, datetime
from unicodedata import normalize

from django.db import transaction

from openness.organs.models import User
from requests_app.choices import ConsultedParty, EventKind, Stance
from requests_app.lifecycle import Act
from requests_app.models import DisclosureRequest
from requests_app.operations.consultation_terms import require_silence_in_time, require_time_to_answer_over
from requests_app.operations.paper_service import note_service
from requests_app.operations.work import Work
from requests_app.opinions import deemed
from requests_app.refusals import Refusal
from requests_app.timeline import effective


@transaction.atomic
def consult(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    party: str,
    name: str,
    note: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Send a letter asking for an opinion; the time is not counted (R19 Arts. 32–34, R07 Arts. 23–24).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the letter was sent.
        party: third party or joint organ (`ConsultedParty`): silence means the opposite for the two.
        name: who is asked; kept sealed, for it may be a person.
        note: what is asked.
        version: the version the person saw.

    Raises:
        Refusal: not in this status, nobody named, or a date out of order.
    """
    work = Work.begin(case=case, act=Act.CONSULT, by=by, at=at, on=on, version=version)
    if not name.strip():
        raise Refusal("party_missing", "请填写向谁征求意见。", "name")
    if party not in ConsultedParty.values:
        raise Refusal("party_unknown", f"征求意见的对象“{party}”不在可选之列，请重新选择。", "party")
    data = {"ref": _next_ref(work), "party": party}
    same = _asked_before(work, party, name)
    if same:
        data["same_as"] = same
    work.log(EventKind.CONSULTATION_SENT, on=on, data=data, sealed={"name": name}, note=note)
    return work.finish()


@transaction.atomic
def consultation_returned(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    ref: str = "",
    stance: str = "",
    opinion: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Record the opinion, or that the term for answering ended without one.

    Silence of a third party leaves the decision to the organ (R19 Art. 32); silence of a joint organ is consent (Art. 34),
    and is recorded as such. An opinion that comes after the decision, before its delivery, is recorded too.

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the opinion was received, or a day after its term; it lies after the letter, whatever else was done.
        ref: which consultation; empty where only one is open.
        stance: agrees, refuses, silent (`Stance`); empty where papers do not tell.
        opinion: what was answered; a refusal gives its reasons (R19 Art. 32).
        version: the version the person saw.

    Raises:
        Refusal: no such consultation is open, a refusal without reasons, silence while there is time to answer, or a
            day before the letter or in the future.
    """
    work = Work.begin(case=case, act=Act.CONSULTATION_RETURNED, by=by, at=at, on=on, version=version)
    chosen = _chosen(ref, work.course.open_consultations)
    party = ConsultedParty.THIRD_PARTY if chosen in work.course.third_parties else ConsultedParty.JOINT_ORGAN
    _check_stance(work, chosen, party, stance, opinion, on)
    taken_for = deemed(regime=work.case.regime, party=party, stance=stance, on=on)
    data = {"ref": chosen, "stance": stance, "deemed": taken_for}
    work.log(
        EventKind.CONSULTATION_RETURNED, on=on, data={key: value for key, value in data.items() if value}, note=opinion
    )
    return work.finish()


@transaction.atomic
def consultation_delivered(
    *,
    case: DisclosureRequest,
    by: User,
    at: datetime,
    on: date,
    ref: str = "",
    way: str = "",
    proof: str = "",
    version: int | None = None,
) -> DisclosureRequest:
    """Record the day the asked party received the letter: its term for answering runs from it (R19 Arts. 32, 34).

    Args:
        case: the case.
        by, at: who enters it, when.
        on: the day the letter was received; it lies between the letter and the opinion, whatever else was done, and is
            noted on the letter too.
        ref: which consultation; empty where only one waits for it.
        way, proof: how it was served (`Delivery`), with the postal number or the like.
        version: the version the person saw.

    Raises:
        Refusal: no such letter is on its way, no such way, a day before the letter, after the opinion or in the future, or the party
            was called silent and by this day still had time.
    """
    work = Work.begin(case=case, act=Act.CONSULTATION_DELIVERED, by=by, at=at, on=on, version=version)
    coming = work.course.undelivered_consultations
    # a letter still unanswered is meant before one that only lacks its day of receipt
    chosen = _chosen(ref, coming if ref else coming & work.course.open_consultations or coming)
    noted = note_service(work, EventKind.CONSULTATION_DELIVERED, on=on, ref=chosen, way=way, proof=proof)
    work.log(EventKind.CONSULTATION_DELIVERED, on=on, data={"ref": chosen, **noted})
    require_silence_in_time(work, [chosen])
    return work.finish()


def _next_ref(work: Work) -> str:
    """Return the next running number, struck letters counted: the copied log of a split part may lack the first ones."""
    sent = [int(entry.data["ref"]) for entry in work.entries if entry.kind == EventKind.CONSULTATION_SENT]
    return str(max(sent, default=0) + 1)


def _asked_before(work: Work, party: str, name: str) -> str:
    """Return the first letter to the same party, blanks and width of letters aside: its last opinion is what counts."""
    standing = {one.seq for one in effective(work.entries) if one.kind == EventKind.CONSULTATION_SENT}
    for sent in work.case.events.filter(appeal=None, seq__in=standing).order_by("seq"):
        if sent.data.get("party") == party and _folded(str(sent.sealed.get("name", ""))) == _folded(name):
            return str(sent.data.get("same_as", sent.data["ref"]))
    return ""


def _folded(name: str) -> str:
    return "".join(normalize("NFKC", name).split())


def _chosen(ref: str, waiting: frozenset[str]) -> str:
    chosen = ref or (next(iter(waiting)) if len(waiting) == 1 else "")
    if chosen not in waiting:
        listed = "、".join(sorted(waiting))
        raise Refusal("which_consultation", f"请选明是第几次征求意见；还在等候的有：第{listed}次。", "ref")
    return chosen


def _check_stance(work: Work, ref: str, party: ConsultedParty, stance: str, opinion: str, on: date) -> None:
    if stance not in ("", *Stance.values):
        raise Refusal("stance_unknown", f"意见“{stance}”不在可选之列，请重新选择。", "stance")
    if stance == Stance.REFUSES and party == ConsultedParty.THIRD_PARTY and not opinion.strip():
        raise Refusal("reason_missing", "第三方不同意公开的，应当说明理由（第三十二条），请写明其理由。", "opinion")
    if stance == Stance.SILENT:
        require_time_to_answer_over(work, ref, on)
