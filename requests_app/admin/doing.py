"""One page for every operation: asks on GET, calls on POST, says what became of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from openness.organs.admin_rights import RightsAdmin
from openness.organs.models import User
from openness.organs.rights import Action, may
from requests_app.admin.acts import OfferedAct
from requests_app.admin.desk import Desk
from requests_app.forms.asking import OperationForm, SubjectForm
from requests_app.forms.once import OnceForm, repeated_words

FORM_PAGE = "admin/requests_app/operation_form.html"


class DoingAdmin(RightsAdmin):
    """A page of things on which operations are done; the admin itself writes nothing.

    Subclasses say which acts there are (`acts`), how a thing is fetched (`subject_of`), why an act cannot be done
    (`hindrance`), and what becomes known after it (`outcome_of`).
    """

    acts: Mapping[str, OfferedAct] = {}

    def subject_of(self, request: HttpRequest, pk: int) -> Any:
        """Return the thing with this key among what the person may see. Raises Http404 elsewhere."""
        found = self.get_queryset(request).filter(pk=pk).first()
        if found is None:
            raise Http404
        return found

    def hindrance(self, act: OfferedAct, subject: Any, user: User, today: date) -> str:
        """Return why `user` cannot do `act` to `subject` today; empty where they can."""
        raise NotImplementedError

    def act_on(self, act: OfferedAct, subject: Any) -> OfferedAct:
        """Return an act as it is called, and what it does, on this thing."""
        return act

    def outcome_of(self, request: HttpRequest, act: OfferedAct, subject: Any, result: Any) -> str:
        """Return what to tell after `act` was done."""
        return f"“{act.title}”已登记。"

    def doubts_about(self, result: Any) -> list[str]:
        """Return what was saved as given, but should be looked at again."""
        return []

    def form_shown(self, request: HttpRequest, act: OfferedAct, subject: Any) -> None:
        """Note, where that is asked, that the form of an act was shown."""

    def about(self, request: HttpRequest, subject: Any) -> list[tuple[str, str]]:
        """Return the few facts that stand above the form of an act."""
        return []

    def page_name(self, name: str) -> str:
        """Return the full name of one of this page's addresses."""
        return f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"

    def page_of(self, subject: Any) -> str:
        """Return the address of a thing's page."""
        return reverse(self.page_name("change"), args=(subject.pk,))

    def get_urls(self) -> list[Any]:
        """Add the address of the acts before Django's own, whose last pattern takes everything."""
        name = self.page_name("do").removeprefix("admin:")
        own: list[URLPattern] = [
            path("<int:pk>/do/<str:code>/", self.admin_site.admin_view(self.do_view), name=name),
            path(
                "<int:pk>/do/<str:code>/foresee/", self.admin_site.admin_view(self.foresee_view), name=f"{name}_foresee"
            ),
        ]
        return [*own, *super().get_urls()]

    def do_view(self, request: HttpRequest, pk: int, code: str) -> HttpResponse:
        """Do one act: 404 outside the subtree, 403 without the right, else its form."""
        subject, act, user = self._asked(request, pk, code)
        desk = Desk.of(request)
        hindrance = self.hindrance(act, subject, user, desk.today)
        if hindrance and request.method != "POST":
            messages.warning(request, hindrance)
            return HttpResponseRedirect(self.page_of(subject))
        form = act.form(request.POST or None, request.FILES or None, user=user, today=desk.today, subject=subject)
        if request.method == "POST" and form.is_valid():
            result = form.call(act.operation, by=user, at=desk.at, **{act.subject: subject})
            if result is not None:
                self.tell(request, form, result, self.outcome_of(request, act, subject, result))
                return HttpResponseRedirect(self.page_of(subject))
        self.form_shown(request, act, subject)
        context: dict[str, Any] = {
            "effect": act.effect,
            "is_grave": act.is_grave,
            "submit_label": act.submit_label,
            "about": self.about(request, subject),
            **self.beside(request, act, subject, form),
        }
        return self.form_page(request, form, title=act.title, back=self.page_of(subject), original=subject, **context)

    def tell(self, request: HttpRequest, form: OperationForm, made: Any, said: str) -> bool:
        """Tell what became of a form, with what should be looked at again; where it was sent twice, that it made nothing."""
        if isinstance(form, OnceForm) and form.is_repeat:
            messages.warning(request, repeated_words(made))
            return False
        messages.success(request, said)
        for doubt in self.doubts_about(made):
            messages.warning(request, doubt)
        return True

    def foresee_view(self, request: HttpRequest, pk: int, code: str) -> JsonResponse:
        """Tell what an act would do to the term with the entries as sent; nothing is written."""
        subject, act, user = self._asked(request, pk, code)
        form = act.form(request.POST, user=user, today=Desk.of(request).today, subject=subject)
        return JsonResponse(self.foreseen(request, subject, form))

    def foreseen(self, request: HttpRequest, subject: Any, form: SubjectForm) -> dict[str, Any]:
        """Return what a form's act would do to the term; nothing where it has none."""
        return {}

    def beside(self, request: HttpRequest, act: OfferedAct, subject: Any, form: SubjectForm) -> dict[str, Any]:
        """Return what else the page of an act shows."""
        return {}

    def _asked(self, request: HttpRequest, pk: int, code: str) -> tuple[Any, OfferedAct, User]:
        """Return thing, act as it is called on it, and person: 404 outside the subtree, 403 without the right."""
        subject = self.subject_of(request, pk)
        act = self.acts.get(code)
        if act is None:
            raise Http404
        user = require_right(request, act.right, self.organ_of(subject))
        return subject, self.act_on(act, subject), user

    def form_page(
        self,
        request: HttpRequest,
        form: OperationForm,
        *,
        title: str,
        back: str,
        template: str = FORM_PAGE,
        **context: Any,
    ) -> TemplateResponse:
        """Draw the page of a form, the keyboard in its first wrong entry."""
        request.current_app = self.admin_site.name
        form.give_focus()
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "media": form.media}
        refused = request.method == "POST"
        return TemplateResponse(
            request, template, {**shared, "form": form, "title": title, "back": back, "refused": refused, **context}
        )


def require_right(request: HttpRequest, right: Action, organ: Any = None) -> User:
    """Return the person where they may do `right` in `organ`. Raises PermissionDenied where not."""
    if not isinstance(request.user, User) or not may(request.user, right, organ):
        raise PermissionDenied
    return request.user
