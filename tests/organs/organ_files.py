"""Made-up files of units, loaded or refused."""

from pathlib import Path

import pytest

from openness.organs.loading import Loaded, load_organs
from openness.organs.models import Organ, Placement, User
from openness.organs.organ_file import OrgansRefused, read_organs
from tests.office import instant

HEADER = "code,name,short_name,parent_code,kind"
AT = instant("2026-11-23 10:00")


def load(path: Path, *lines: str, header: str = HEADER, by: User | None = None) -> Loaded:
    """Load a made-up file."""
    target = path / "单位.csv"
    target.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return load_organs(rows=read_organs(target), by=by, at=AT)


def refused(path: Path, *lines: str, header: str = HEADER, by: User | None = None) -> str:
    """Expect a refusal with nothing written, and return what it says."""
    before = list(Organ.objects.values_list()), list(Placement.objects.values_list())
    with pytest.raises(OrgansRefused) as caught:
        load(path, *lines, header=header, by=by)
    assert before == (list(Organ.objects.values_list()), list(Placement.objects.values_list()))
    return str(caught.value)
