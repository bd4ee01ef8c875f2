"""Settings of the tests: the project's own in development mode, with their own database file and cheap passwords."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DEBUG", "on")

from openness.settings import *  # noqa: F403
from openness.settings import DATABASES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Test clients log in without a request, which axes refuses; its own test turns it on.
AXES_ENABLED = False

# Never the developer's own folder of uploads; nothing is there until a test writes.
MEDIA_ROOT = Path(tempfile.gettempdir()) / f"openness-test-media-{os.getpid()}"

# A file, not memory: concurrent writers are tested. Named by process, so that two runs at a time do not meet.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    test_file = Path(tempfile.gettempdir()) / f"openness-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(test_file)}
