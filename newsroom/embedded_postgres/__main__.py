"""`python -m newsroom.embedded_postgres remove`: delete the embedded server's data."""

import os
import sys

from newsroom.embedded_postgres.base import shared_cluster
from newsroom.embedded_postgres.errors import ClusterError


def main(arguments: list[str]) -> None:
    """Run the only command, `remove`; a failure ends the process with one line."""
    if arguments != ["remove"]:
        raise SystemExit("usage: python -m newsroom.embedded_postgres remove")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    try:
        shared_cluster().remove()
    except ClusterError as error:
        raise SystemExit(f"{error}") from None


if __name__ == "__main__":
    main(sys.argv[1:])
