"""Answers that no second person approved here are marked; those closed in bulk before are known by their log."""

from django.conf import settings
from django.db import migrations, models


def fill(apps, schema_editor):
    """Mark the answers of units that ask for approval whose log says that they were approved outside."""
    events = apps.get_model("requests_app", "CaseEvent").objects.filter(
        kind="decided", data__approved_outside=True, request__organ__answers_need_approval=True
    )
    decisions = apps.get_model("requests_app", "Decision").objects.filter(approved_by__isnull=True)
    for request_id, on in events.values_list("request_id", "on"):
        decisions.filter(request_id=request_id, decided_on=on).update(is_approved_outside=True)


class Migration(migrations.Migration):

    dependencies = [
        ('requests_app', '0003_awaited_until'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='is_approved_outside',
            field=models.BooleanField(default=False, help_text='单位的答复须经审核，而本件在系统外办理，系统里没有第二人审核的记录', verbose_name='系统外审核'),
        ),
        migrations.AddIndex(
            model_name='decision',
            index=models.Index(condition=models.Q(('is_approved_outside', True), ('struck_at__isnull', True)), fields=['request'], name='decision_approved_outside'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
