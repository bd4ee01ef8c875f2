"""Templates of papers: a unit puts its own in place of the built-in one, or goes back to it; the old ones are kept."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from openness.organs.models import Organ, User
from openness.organs.rights import Action
from requests_app.choices import PaperKind
from requests_app.models import PaperTemplate
from requests_app.models.paper import private_storage
from requests_app.operations.work import check_values, require
from requests_app.refusals import Refusal

NAME_MAX = 200


def replace_template(
    *,
    organ: Organ,
    kind: str,
    by: User,
    at: datetime,
    content: bytes,
    name: str,
    check: Callable[[bytes, str], list[str]],
) -> PaperTemplate:
    """Let a unit, and the units below it without their own, use an uploaded template from now on.

    Args:
        organ: the unit.
        kind: which paper (`PaperKind`).
        by, at: who uploads it, when.
        content: the .docx.
        name: what the person called the file.
        check: says what is wrong with a template of a kind, a sentence each.

    Raises:
        Refusal: no right, no such paper, or the check has complaints: one a line.
    """
    require(by, Action.TEMPLATE_MANAGE, organ)
    _check_kind(kind)
    wrong = check(content, kind)
    if wrong:
        raise Refusal("template_refused", "\n".join(wrong), "file")
    written: list[str] = []
    try:
        with transaction.atomic():
            _retire(organ, kind, by=by, at=at)
            kept = PaperTemplate(organ=organ, kind=kind, name=name[-NAME_MAX:] or "模板.docx", by=by, at=at)
            written.append(kept.keep(content))
            check_values(kept)
            kept.save()
            return kept
    except BaseException:
        for place in written:
            private_storage().delete(place)
        raise


@transaction.atomic
def restore_builtin(*, organ: Organ, kind: str, by: User, at: datetime) -> PaperTemplate:
    """Put a unit's own template out of use; the one above it or the built-in one counts again. Returns the retired one.

    Args:
        organ: the unit.
        kind: which paper (`PaperKind`).
        by, at: who does it, when.

    Raises:
        Refusal: no right, or the unit has no template of its own.
    """
    require(by, Action.TEMPLATE_MANAGE, organ)
    _check_kind(kind)
    retired = _retire(organ, kind, by=by, at=at)
    if retired is None:
        raise Refusal("no_own_template", f"“{organ}”没有自己的{PaperKind(kind).label}模板，不用恢复。")
    return retired


def _check_kind(kind: str) -> None:
    if kind not in PaperKind.values or kind == PaperKind.REQUEST:
        raise Refusal("kind_unknown", "没有这种文书，请重新选择。", "kind")


def _retire(organ: Organ, kind: str, *, by: User, at: datetime) -> PaperTemplate | None:
    # the unit's row is locked: of two uploads at once the second waits and then replaces the first
    Organ.objects.select_for_update().get(pk=organ.pk)
    current = PaperTemplate.objects.standing().filter(organ=organ, kind=kind).first()
    if current is not None:
        current.is_active, current.replaced_at, current.replaced_by = False, at, by
        current.save(update_fields=["is_active", "replaced_at", "replaced_by"])
    return current
