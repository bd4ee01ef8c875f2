"""Who stands in for whom today: fills at the edge what openness.organs.rights then reads."""

from datetime import date

from openness.organs.models import Deputy, Organ, OrganQuerySet, User
from openness.organs.rights import HANDLING_ROLES, Action, Ground, grounds


def with_deputyships(person: User, today: date) -> User:
    """Give `person` the roles of those for whom they stand in on `today`, and return them.

    Only the absent person's own role is taken over, never what they stand in for themselves. What was right when it was
    set is asked again: an account that was closed, a role that no longer handles cases, a unit that moved give nothing.

    Args:
        person: who acts.
        today: the day, read at the edge: by the middleware, a command, a background job.
    """
    person.standing_in = ()
    organ = person.organ
    if organ is None or person.role not in HANDLING_ROLES:
        return person
    held = Deputy.objects.in_force(today).filter(
        deputy=person, person__is_active=True, person__role__in=HANDLING_ROLES, person__organ__isnull=False
    )
    absent = [one.person for one in held.select_related("person__organ").order_by("since", "pk")]
    person.standing_in = tuple(
        Ground(one.role, one.organ, one) for one in absent if one.organ is not None and organ.contains(one.organ)
    )
    return person


def units_where(user: User, action: Action) -> OrganQuerySet:
    """Return the units where `user` may do `action`, by their own role or for somebody absent."""
    units: OrganQuerySet = Organ.objects.within_any(ground.organ for ground in grounds(user, action))
    return units
