"""Asks this node's own health page, for the container's health check: `python -m openness.probe`; exit 0 = healthy."""

import http.client
import os
import sys

PORT = 8000
TIMEOUT_SECONDS = 4


def healthy(*, port: int, host: str) -> bool:
    """Return whether the node at `port` answers its health page under the host name `host` with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/healthz/", headers={"Host": host})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    # A leading dot or star names all hosts of a domain; any one of them will do.
    first_host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0].strip().lstrip("*.") or "127.0.0.1"
    sys.exit(not healthy(port=PORT, host=first_host))
