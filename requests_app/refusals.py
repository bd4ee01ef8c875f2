"""What a rule answers when something may not be done: a code for programs, a Chinese sentence for people."""

from dataclasses import dataclass


@dataclass(eq=False)
class Refusal(Exception):
    """A refused act.

    Args:
        code: stable identifier that tests and programs rely on.
        message: what, where, why and what to do, in Chinese.
        field: the entry the message belongs to; empty where it is about the whole.
    """

    code: str
    message: str
    field: str = ""

    def __str__(self) -> str:
        return self.message
