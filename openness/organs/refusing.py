"""What an operation on units and people says when it is not done."""


class OrganRefusal(Exception):
    """Nothing was written; the text says why and what to do, in Chinese.

    Args:
        message: the sentence.
        field: the entry that it is about, if there is one.
    """

    def __init__(self, message: str, field: str = "") -> None:
        self.message = message
        self.field = field
        super().__init__(message)
