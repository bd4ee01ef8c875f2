#!/usr/bin/env python
"""Entry point of all commands."""

import os
import sys

from django.core.management import execute_from_command_line

from openness.env import BadEnvironment


def main() -> None:
    """Run the command named on the command line; settings refused are told in one line, without a trace."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "openness.settings")
    try:
        execute_from_command_line(sys.argv)
    except BadEnvironment as refused:
        sys.exit(f"无法启动：{refused}")


if __name__ == "__main__":
    main()
