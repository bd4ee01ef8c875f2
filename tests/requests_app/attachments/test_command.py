"""`check_attachments`: compares what lies on the disk with what was kept, within the person's subtree."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from requests_app import operations
from tests.office import NOW, Office
from tests.requests_app.attachments import samples
from tests.requests_app.attachments.conftest import Attach, files_in
from tests.requests_app.attachments.samples import sent


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("check_attachments", *arguments, stdout=out, stderr=err)
    except SystemExit as left:
        return int(str(left.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_somebody_must_act_and_may_see_cases(office: Office, settings: Settings) -> None:
    settings.DEBUG = False
    assert run()[0] == 2
    assert run("--as", "nobody")[0] == 1
    assert run("--as", office.administrator.username)[0] == 1


def test_what_is_missing_or_altered_is_listed_without_names_of_files(
    office: Office, attach: Attach, media: Path
) -> None:
    attach(file=sent("张三.pdf"))
    down = attach(file=sent("李四.png", samples.PNG))
    operations.remove_attachment(attachment=down, by=office.clerk, at=NOW, reason="传错")
    assert run("--as", office.clerk.username) == (0, "共核对 2 个附件，都与上传时一致。\n", "")
    for file in files_in(media):
        file.write_bytes(b"")
    code, out, err = run("--as", office.clerk.username)
    assert (code, out) == (1, "")
    assert "第 1 号附件：内容与上传时不一致" in err
    assert "第 2 号附件" in err
    assert "共核对 2 个附件，2 个有问题" in err
    assert "张三" not in err
    files_in(media)[0].unlink()
    assert "找不到文件" in run("--as", office.clerk.username)[2]


@pytest.mark.parametrize("who", ["neighbour", "stranger"])
def test_others_learn_nothing_not_even_a_number(office: Office, attach: Attach, media: Path, who: str) -> None:
    attach()
    files_in(media)[0].unlink()
    assert run("--as", getattr(office, who).username) == (0, "共核对 0 个附件，都与上传时一致。\n", "")
