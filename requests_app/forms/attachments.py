"""Forms of attachments: uploading several files at once, taking one down."""

from typing import Any

from django import forms
from django.conf import settings

from openness.uploads import Upload
from requests_app.attachment_kinds import ALLOWED_WORDS, SUFFIXES, in_words
from requests_app.choices import AttachmentKind
from requests_app.forms.asking import OperationForm, SubjectForm, long_text, with_blank
from requests_app.operations.attachments import checked_upload
from requests_app.refusals import Refusal


class SeveralFiles(forms.ClearableFileInput):
    """The browser's own choice of files; it offers only what can be taken."""

    allow_multiple_selected = True


class FilesEntry(forms.FileField):
    """One file or more; what is wrong with any of them is said at once, so that nobody tries ten times."""

    widget = SeveralFiles(attrs={"accept": ",".join(SUFFIXES)})
    default_error_messages = {"required": "请选择要上传的文件。"}

    def clean(self, data: Any, initial: Any = None) -> list[Upload]:
        """Return the files. Raises ValidationError with a sentence for each that is not taken."""
        sent = list(data) if isinstance(data, list | tuple) else [data] if data else []
        if not sent:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        refused = [found for found in map(_refused, sent) if found is not None]
        if refused:
            raise forms.ValidationError([forms.ValidationError(one.message, code=one.code) for one in refused])
        return sent


def _refused(file: Upload) -> Refusal | None:
    try:
        checked_upload(file)
    except Refusal as refused:
        return refused
    return None


class AttachForm(SubjectForm):
    """Which files, and what they are."""

    kind = forms.ChoiceField(label="附件类别", choices=with_blank(AttachmentKind.choices))
    upload = FilesEntry(label="文件")

    def prepare(self) -> None:
        """Say what is taken."""
        most = in_words(settings.ATTACHMENT_MAX_BYTES)
        self.fields[
            "upload"
        ].help_text = f"可以一次选择多个。可以上传：{ALLOWED_WORDS}；单个文件不超过 {most}。压缩包请解压后逐个上传。"

    def arguments(self) -> dict[str, Any]:
        """Return kind and files, but no version: what others did meanwhile is no reason to send them again."""
        return {"kind": self.cleaned_data["kind"], "files": self.cleaned_data["upload"]}


class RemoveAttachmentForm(OperationForm):
    """Why an attachment is taken down."""

    reason = long_text("撤下原因", rows=2, help_text="必填。文件、原因和经手人都留在系统里，只是不再能打开。")
