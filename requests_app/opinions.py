"""Whose opinion was asked and what it is by now: silence as the law takes it, an opinion given again in place of the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from requests_app.choices import ConsultedParty, EventKind, Stance
from requests_app.regimes import terms
from requests_app.timeline import Entry


@dataclass(frozen=True, slots=True)
class Opinion:
    """What came back to one letter.

    Args:
        seq: its entry in the log.
        ref: which letter.
        party: third party or joint organ (`ConsultedParty`).
        who: the same for all letters to one party.
        on: the day it came, or its term had ended.
        stance: what it counts as (`Stance`); empty where papers do not tell.
    """

    seq: int
    ref: str
    party: str
    who: str
    on: date
    stance: str


def opinions(entries: Iterable[Entry]) -> list[Opinion]:
    """Return what came back, in order of the log.

    Args:
        entries: the log of a case, corrections already applied.
    """
    listed = list(entries)
    letters = {str(one.data.get("ref", "")): one for one in listed if one.kind == EventKind.CONSULTATION_SENT}
    came = [one for one in listed if one.kind == EventKind.CONSULTATION_RETURNED]
    return [_opinion(one, letters[_ref(one)]) for one in came if _ref(one) in letters]


def refusing(entries: Iterable[Entry]) -> list[Opinion]:
    """Return the refusals that bind: of each third party the last opinion it gave (R19 Art. 32; R07 Art. 23).

    Silence after an opinion takes nothing back; a joint organ's refusal binds nobody, for Art. 32 speaks of third parties.

    Args:
        entries: the log of a case, corrections already applied.
    """
    given = [one for one in opinions(entries) if one.stance in (Stance.AGREES, Stance.REFUSES)]
    last = {one.who: one for one in sorted(given, key=lambda one: (one.on, one.seq))}
    standing = sorted(last.values(), key=lambda one: one.seq)
    return [one for one in standing if one.party == ConsultedParty.THIRD_PARTY and one.stance == Stance.REFUSES]


def awaited_on(entries: Iterable[Entry], on: date) -> list[str]:
    """Return the letters whose party, on that day, still had time to answer: sent by then, and nothing came back.

    Args:
        entries: the log of a case, corrections already applied.
        on: the day.
    """
    listed = list(entries)
    back = {one.ref for one in opinions(listed) if one.on <= on}
    sent = [one for one in listed if one.kind == EventKind.CONSULTATION_SENT and one.on <= on]
    return [_ref(one) for one in sent if _ref(one) not in back]


def deemed(*, regime: str, party: str, stance: str, on: date) -> str:
    """Return what the law takes an answer for: a joint organ that is silent agrees (R19 Art. 34); empty where it says nothing.

    Args:
        regime: the Regulation of the case.
        party: who was asked (`ConsultedParty`).
        stance: what came back (`Stance`).
        on: the day.
    """
    is_silent_organ = party == ConsultedParty.JOINT_ORGAN and stance == Stance.SILENT
    return Stance.AGREES.value if is_silent_organ and terms(regime, on).joint_silence_consents.value else ""


def _opinion(came: Entry, letter: Entry) -> Opinion:
    ref = _ref(came)
    return Opinion(
        seq=came.seq,
        ref=ref,
        party=str(letter.data.get("party", ConsultedParty.THIRD_PARTY)),
        who=str(letter.data.get("same_as", ref)),
        on=came.on,
        stance=str(came.data.get("deemed") or came.data.get("stance", "")),
    )


def _ref(entry: Entry) -> str:
    return str(entry.data.get("ref", ""))
