"""What waits for a second person: a draft of an answer or an extension, from draft to approval."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from openness.organs.models import User
from openness.organs.rights import Action
from openness.organs.standing import units_where
from openness.personal_data import SealedJSONField
from requests_app.choices import ProposalState, ProposedAct
from requests_app.models.request import DisclosureRequest

LIVE = (ProposalState.DRAFT, ProposalState.SUBMITTED, ProposalState.SENT_BACK)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """Questions about drafts."""

    def live(self) -> Self:
        """Return the drafts that may still become something."""
        return self.filter(state__in=LIVE)

    def submitted(self) -> Self:
        """Return what waits for approval."""
        return self.filter(state=ProposalState.SUBMITTED)

    def with_the_drafter(self) -> Self:
        """Return what lies with its drafter: not yet submitted, or sent back."""
        return self.filter(state__in=(ProposalState.DRAFT, ProposalState.SENT_BACK))

    def drafted_by(self, user: User) -> Self:
        """Return a person's own drafts."""
        return self.filter(by=user)

    def approvable_by(self, user: User) -> Self:
        """Return what waits for approval and this person may approve: see `operations.approval`.

        A head may consent to an extension of their own (the law asks for the head, not for two people); an answer takes
        a second person, unless the unit may approve itself. A deputy approves in the units of whom they stand in for.
        """
        alone = Q(request__organ__may_approve_self=True)
        heads = Q(request__organ__in=units_where(user, Action.CASE_APPROVE))
        works = Q(request__organ__in=units_where(user, Action.CASE_WORK))
        return self.submitted().filter(heads & (~Q(by=user) | Q(act=ProposedAct.EXTEND) | alone) | works & alone)


class Proposal(models.Model):
    """One draft: what is to be done, by whom, and what became of it. What it says is sealed: a basis may name people."""

    request = models.ForeignKey(
        DisclosureRequest, models.CASCADE, verbose_name="公开申请", related_name="proposals", db_index=False
    )
    act = models.CharField("事项", max_length=10, choices=ProposedAct.choices)
    state = models.CharField("状态", max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    arguments = SealedJSONField("内容", default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="起草人", related_name="+", db_index=False
    )
    at = models.DateTimeField("起草时间")
    submitted_at = models.DateTimeField("送审时间", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name="审核人",
        related_name="+",
        null=True,
        blank=True,
        db_index=False,
    )
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    note = models.TextField("审核意见", blank=True)
    is_self_approved = models.BooleanField("自行审批", default=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "送审件"
        verbose_name_plural = "送审件"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_one_live_per_act", fields=["request", "act"], condition=Q(state__in=LIVE)
            ),
            models.CheckConstraint(
                name="proposal_approved_by_somebody",
                condition=~Q(state=ProposalState.APPROVED) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(name="proposal_by_case", fields=["request", "-at"]),
            # not partial: SQLite does not see from a bound value that a state is a live one
            models.Index(name="proposal_by_state", fields=["state", "by"]),
        ]

    def __str__(self) -> str:
        return f"{self.request} {self.get_act_display()}（{self.get_state_display()}）"
