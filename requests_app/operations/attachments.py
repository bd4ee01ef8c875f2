"""Attachments of a case: kept, taken down with a reason; notes in its log that move neither status nor clock."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.core.files import File
from django.db.models import Max
from django.utils.timezone import localdate

from openness.organs.models import User
from openness.organs.rights import Action
from openness.uploads import CutOff, Upload
from requests_app.attachment_kinds import Checked, check_file
from requests_app.choices import AttachmentKind, EventKind
from requests_app.lifecycle import Act
from requests_app.models import Attachment, DisclosureRequest
from requests_app.models.attachment import place_of, private_storage
from requests_app.operations.stored_together import stored_together
from requests_app.operations.work import Work, require
from requests_app.refusals import Refusal


def attach(
    *, case: DisclosureRequest, by: User, at: datetime, file: Upload, kind: str, version: int | None = None
) -> Attachment:
    """Keep a file with a case, closed ones too: proofs of delivery come later.

    Args:
        case: the case.
        by, at: who uploads it, when.
        file: as it was sent; its name and content type are what the browser says, its content decides.
        kind: an `AttachmentKind`.
        version: the version the person saw; None skips the comparison, since a file overwrites nothing.

    Raises:
        Refusal: no right, the case is void, too many files, the same content is kept already, or the file is not
            taken (`check_file`). Nothing is kept then, neither row nor file.
    """
    require(by, Action.CASE_WORK, case.organ)
    if kind not in AttachmentKind.values:
        raise Refusal("kind_unknown", "附件类别不在可选之列，请重新选择。", "kind")
    checked = checked_upload(file)
    with stored_together() as written:
        work = Work.begin(case=case, act=Act.ATTACH, by=by, at=at, version=version)
        _refuse_more(work.case, checked)
        kept = _row(work, checked, kind)
        _write(kept, file, written)
        kept.save()
        told = {"attachment": kept.seq, "attachment_kind": kind, "sha256": checked.sha256}
        _note(work, EventKind.ATTACHED, told, name=checked.name)
    return kept


def attach_all(
    *, case: DisclosureRequest, by: User, at: datetime, files: Sequence[Upload], kind: str
) -> list[Attachment]:
    """Keep several files with a case, all of them or none. Raises Refusal as `attach` does."""
    with stored_together():
        return [attach(case=case, by=by, at=at, file=file, kind=kind) for file in files]


def remove_attachment(*, attachment: Attachment, by: User, at: datetime, reason: str) -> Attachment:
    """Take an attachment down: it is no longer opened, but the row, the content and the reason stay.

    Args:
        attachment: what was uploaded by mistake.
        by, at: who takes it down, when.
        reason: why.

    Raises:
        Refusal: no right, no reason, the case is void, or it was taken down already.
    """
    with stored_together():
        work = Work.begin(case=attachment.request, act=Act.ATTACH, by=by, at=at)
        if not reason.strip():
            raise Refusal("reason_missing", "请写明撤下的原因。", "reason")
        held = Attachment.objects.get(pk=attachment.pk)
        if held.removed_at is not None:
            raise Refusal("removed_already", f"附件“{held.name}”已经撤下，不用再撤。")
        held.removed_at, held.removed_because = at, reason.strip()
        held.save(update_fields=["removed_at", "removed_because"])
        told = {"attachment": held.seq, "attachment_kind": held.kind}
        _note(work, EventKind.ATTACHMENT_REMOVED, told, name=held.name, note=held.removed_because)
    return held


def checked_upload(file: Upload) -> Checked:
    """Return what is kept about a file that was sent. Raises Refusal where it is not taken."""
    return check_file(
        name=file.name or "",
        declared=file.content_type or "",
        size=file.size or 0,
        file=None if isinstance(file, CutOff) else file.file,  # type: ignore[arg-type]
        most_bytes=settings.ATTACHMENT_MAX_BYTES,
    )


def _refuse_more(case: DisclosureRequest, checked: Checked) -> None:
    kept = Attachment.objects.filter(request=case).kept()
    same = kept.filter(sha256=checked.sha256).first()
    if same is not None:
        raise Refusal(
            "same_content",
            f"“{checked.name}”与本件已有的附件“{same.name}”（{same.get_kind_display()}，第{same.seq}号）内容完全相同，不用再传。",
            "upload",
        )
    most = settings.ATTACHMENTS_MAX_PER_CASE
    if kept.count() >= most:
        raise Refusal(
            "too_many", f"本件已有 {most} 个附件，不能再传。请合并为较少的文件，或先撤下不需要的附件。", "upload"
        )


def _row(work: Work, checked: Checked, kind: str) -> Attachment:
    last = Attachment.objects.filter(request=work.case).aggregate(last=Max("seq"))["last"] or 0
    return Attachment(
        request=work.case, seq=last + 1, kind=kind, by=work.by, at=work.at, name=checked.name,
        content_type=checked.content_type, size=checked.size, sha256=checked.sha256,
    )  # fmt: skip


def _write(kept: Attachment, file: Upload, written: list[str]) -> None:
    """Write the content; its place is entered before, so that half a file goes too where the disk is full."""
    storage = private_storage()
    # what a crash left at this place is nobody's: it stays beside, under the name that was wanted
    place = storage.get_available_name(place_of(kept, ""))
    written.append(place)
    try:
        kept.file.name = storage.save(place, File(file.file))
    except OSError as broken:
        raise Refusal(
            "not_written", f"“{kept.name}”没有存成：服务器的磁盘写不进去。请稍后再试，并告知系统管理员。", "upload"
        ) from broken


def _note(work: Work, kind: EventKind, told: dict[str, object], *, name: str, note: str = "") -> None:
    """Log it; the name of a file may be somebody's name, so it is sealed.

    The version stays: nothing that another person's form shows has changed. So does the term, whose log may be an
    old ledger's that no clock can follow: that keeps no paper out.
    """
    work.log(kind, on=localdate(work.at), data=told, sealed={"file_name": name}, note=note)
    work.case.worked_on_at = work.at
    work.case.save(update_fields=["worked_on_at"])
