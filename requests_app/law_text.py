"""Sentences of the law files with fields in braces: read strictly, so that no letter is printed with a hole."""

from collections.abc import Collection
from string import Formatter

from openness.dated_law import Place


def fields_in(template: str, known: Collection[str], place: Place) -> frozenset[str]:
    """Return the fields that a sentence of a law file uses.

    Args:
        template: the sentence, with fields as {name}.
        known: the names it may use.
        place: where it stands.

    Raises:
        LawError: braces that do not pair, a field with anything but a name, or a name that is not known.
    """
    try:
        parts = list(Formatter().parse(template))
    except ValueError as broken:
        raise place.error(
            "bad_template", f"the braces do not pair ({broken})", "write each field as {name}"
        ) from broken
    if any(spec or conversion for _, _, spec, conversion in parts):
        raise place.error("bad_template", "a field has more than a name", "write each field as {name}")
    found = frozenset(name for _, name, _, _ in parts if name is not None)
    for name in sorted(found - set(known)):
        raise place.error("unknown_field", f"no field {{{name}}}", f"use only {', '.join(known)}")
    return found
