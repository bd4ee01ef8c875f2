"""By when applicants are to act becomes a column; open cases that wait for one get theirs from their log."""

from django.conf import settings
from django.db import migrations, models

ASKED = {"correcting": "correction_asked", "explaining": "reasons_asked"}


def fill(apps, schema_editor):
    """Take the day from the standing fee notice, or from the last notice that asked for something."""
    cases = apps.get_model("requests_app", "DisclosureRequest").objects.filter(is_live=True, closed_on__isnull=True)
    for case in cases.filter(status="paying").only("pk"):
        notice = case.fee_notices.filter(struck_at=None).order_by("-seq").first()
        store(cases, case, notice.pay_by if notice else None)
    for status, kind in ASKED.items():
        for case in cases.filter(status=status).only("pk"):
            store(cases, case, named_day(case, kind))


def named_day(case, kind):
    """Return the day that the last step of a kind names, as later amendments left it; none is None."""
    log = case.events.filter(appeal=None)
    asked = log.filter(kind=kind).order_by("-seq").first()
    if asked is None:
        return None
    named = asked.data.get("respond_by")
    for amended in log.filter(kind="amended", seq__gt=asked.seq).order_by("seq"):
        named = amended.data.get("events", {}).get(str(asked.seq), {}).get("respond_by", named)
    return named or None


def store(cases, case, until):
    """Write the day of one case."""
    if until is not None:
        cases.filter(pk=case.pk).update(awaited_until=until)


def mend_parts(apps, schema_editor):
    """Parts of a split application owe the applicant the notice of an extension as the application itself did."""
    parts = apps.get_model("requests_app", "DisclosureRequest").objects.filter(
        origin__isnull=False, is_live=True, closed_on__isnull=True, extension_days__gt=0, owes_notice=False
    )
    for part in parts.only("pk"):
        extended = part.events.filter(kind="extended", appeal=None).order_by("-seq").first()
        is_told = part.events.filter(kind="extension_told", appeal=None).exists()
        if extended is not None and not extended.data.get("told_on") and not is_told:
            parts.filter(pk=part.pk).update(owes_notice=True)


class Migration(migrations.Migration):

    dependencies = [
        ('organs', '0003_remedy_names'),
        ('requests_app', '0002_casework'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='disclosurerequest',
            name='request_open_by_unit',
        ),
        migrations.AddField(
            model_name='disclosurerequest',
            name='awaited_until',
            field=models.DateField(blank=True, editable=False, help_text='补正、说明理由或缴费的最后一日', null=True, verbose_name='申请人办理期限'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('is_live', True), ('closed_on__isnull', True)), fields=['organ', 'due_on', 'status', 'arrived_on', 'awaited_until'], name='request_open_by_unit'),
        ),
        migrations.AddIndex(
            model_name='disclosurerequest',
            index=models.Index(condition=models.Q(('is_live', True), ('awaited_until__isnull', False), ('closed_on__isnull', True)), fields=['awaited_until', 'organ'], name='request_awaited'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(mend_parts, migrations.RunPython.noop),
    ]
