"""Settings of the benchmarks: the project's own, with three databases of made-up cases and nothing that slows them.

`DATABASE_URL` names the first; the others lie beside it under a longer name.
"""

import os

os.environ.setdefault("DEBUG", "on")  # only for the development keys: see below

from benchmarks.worlds import FEW, ONE_YEAR
from openness.settings import *  # noqa: F403
from openness.settings import DATABASE_ROUTERS, DATABASES, LOGGING

DEBUG = False  # Django keeps every query in memory while it is on
AXES_ENABLED = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

_whole = DATABASES["default"]
for _alias in (FEW, ONE_YEAR):
    DATABASES[_alias] = _whole | {"NAME": f"{_whole['NAME']}_{_alias}"}
DATABASE_ROUTERS = ["benchmarks.worlds.WorldRouter", *DATABASE_ROUTERS]
LOGGING = {**LOGGING, "root": {"handlers": ["console"], "level": "ERROR"}}
LOGGING["loggers"] = {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}}
