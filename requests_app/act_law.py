"""What each act on a case rests on, from law/acts.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from openness.dated_law import Place, Shape, mapping_at, read_yaml
from requests_app.acts import Act
from requests_app.choices import Regime

LAW_FILE = Path(__file__).parent / "law" / "acts.yaml"

_FILE = Shape({"acts": (dict,)})
_BASIS = Shape({"citation": (str, type(None)), "standing": (str,)}, {"note": (str,)})


@dataclass(frozen=True, slots=True)
class Basis:
    """What an act rests on.

    Args:
        citation: the articles; empty where the law says nothing of it.
        standing: "confirmed" or "unconfirmed".
        note: what a reader must know; why there is no citation.
    """

    citation: str
    standing: str
    note: str = ""

    @property
    def words(self) -> str:
        """The basis in words, marked where it was not read in an official text."""
        told = "，".join(filter(None, (self.citation, self.note)))
        return f"{told}（待核实）" if self.standing == "unconfirmed" else told


def read_bases(path: Path) -> Mapping[tuple[str, str], Basis]:
    """Return the basis of each act under each Regulation.

    Raises:
        LawError: the file is not whole, or names an act or Regulation that does not exist or leaves one out.
    """
    place = Place(path.name, "acts")
    entries = _FILE.check(read_yaml(path), Place(path.name))["acts"]
    known = [act.value for act in Act]
    _refuse_unknown(entries, known, place, "act")
    found: dict[tuple[str, str], Basis] = {}
    for act, listed in entries.items():
        regimes = mapping_at(listed, place.at(act))
        _refuse_unknown(regimes, list(Regime.values), place.at(act), "regime")
        _refuse_missing(regimes, list(Regime.values), place.at(act), "regime")
        for regime, entry in regimes.items():
            found[act, regime] = _basis(entry, place.at(act).at(regime))
    _refuse_missing(entries, known, place, "act")
    return found


def basis_of(act: str, regime: str) -> Basis:
    """Return what an act rests on under a Regulation. Raises KeyError where either does not exist."""
    return _BASES[act, regime]


def _basis(entry: object, place: Place) -> Basis:
    found = _BASIS.check(entry, place)
    if found["citation"] is None and not found.get("note"):
        raise place.at("citation").error("null_without_note", "null says that the law is silent", "add a `note`")
    return Basis(found["citation"] or "", found["standing"], found.get("note", ""))


def _refuse_unknown(found: Mapping[str, object], known: list[str], place: Place, what: str) -> None:
    for name in found:
        if name not in known:
            raise place.at(name).error(f"unknown_{what}", f"no such {what}", f"use {', '.join(known)}")


def _refuse_missing(found: Mapping[str, object], known: list[str], place: Place, what: str) -> None:
    for name in known:
        if name not in found:
            raise place.at(name).error(f"missing_{what}", f"{name} is missing", "the law file must be whole")


_BASES = read_bases(LAW_FILE)
