"""What the lifecycle lets be done next, for tests that walk through it."""

from requests_app.lifecycle import Act, Course, refusal


def possible_acts(course: Course) -> list[Act]:
    """Return the acts that the lifecycle refuses no reason for, in the order of the law's steps."""
    return [act for act in Act if refusal(act, course) is None]
