"""Reads go to the replica only where the caller asked for it and there is one; writes never do."""

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType

from openness.routers import ReplicaRouter, reading_from_replica

ROUTER = ReplicaRouter()


@pytest.fixture
def replica(monkeypatch: pytest.MonkeyPatch) -> None:
    """Configure a replica; nothing connects to it here."""
    monkeypatch.setitem(settings.DATABASES, "replica", {})


def test_nothing_is_ever_written_to_or_migrated_on_the_replica(replica: None) -> None:
    with reading_from_replica():
        assert ROUTER.db_for_write(ContentType) == "default"
    assert not ROUTER.allow_migrate("replica", "contenttypes")


def test_an_ordinary_read_stays_on_the_primary_because_a_page_after_a_save_must_show_it(replica: None) -> None:
    assert ROUTER.db_for_read(ContentType) == "default"


def test_without_a_replica_heavy_reading_stays_on_the_primary() -> None:
    with reading_from_replica():
        assert ROUTER.db_for_read(ContentType) == "default"


def test_heavy_reading_goes_to_the_replica_and_comes_back_even_after_an_error(replica: None) -> None:
    with pytest.raises(ZeroDivisionError), reading_from_replica():
        assert ROUTER.db_for_read(ContentType) == "replica"
        raise ZeroDivisionError
    assert ROUTER.db_for_read(ContentType) == "default"
