"""Forms that show a row as it stands: changed is what the person changed of what they saw, not what others did meanwhile."""

from typing import Any

from django.http import QueryDict

from requests_app.forms.asking import SubjectForm


class AsSeenForm(SubjectForm):
    """Sends along what stood in each entry when it was opened.

    Without that an entry that nobody touched here, but somebody else changed meanwhile, would look like a change back.
    """

    own = frozenset({"reason", "version"})

    def remember(self) -> None:
        """Let each entry of the row bear what it showed; called once they are filled. Who sends none is taken as just opened."""
        for name, field in self.fields.items():
            if name not in self.own:
                field.show_hidden_initial = not self.is_bound or self.add_initial_prefix(name) in self.data

    def read_again(self, version: int) -> None:
        """Show what others changed, keep what was typed here, and compare from now on with the row as it is now."""
        changed = set(self.changed_data)
        super().read_again(version)
        if not isinstance(self.data, QueryDict):
            return
        sent = self.data.copy()
        for name in set(self.fields) - self.own:
            bound = self[name]
            now = _as_sent(bound.field.widget.format_value(bound.field.prepare_value(bound.initial)))
            sent.setlist(bound.html_initial_name, now)
            if name not in changed:
                sent.setlist(bound.html_name, now)
        self.data = sent


def _as_sent(value: Any) -> list[str]:
    """Return a value as a browser would send it."""
    if value is None:
        return [""]
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]
