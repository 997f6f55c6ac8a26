"""`make run`: from an empty directory to a newsroom served on this machine.

The database is made or brought up to date, the demo's records and sign-ins are there, and the
production server answers on 127.0.0.1. Nothing that an editor changed is changed back.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from types import FrameType

import django
import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection

from newsroom import environment
from newsroom.lifeline import KEEPER

HOST = "127.0.0.1"
PATIENCE = 60  # seconds that the server may take to answer


def main() -> None:
    """Prepare the demo and serve it until interrupted; every failure ends it with one line."""
    port = environment.integer("PORT", 8000, minimum=1, maximum=65535)
    refuse_taken(port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    of_server = dict(os.environ)
    os.environ.setdefault("NEWSROOM_PATIENCE", "command")  # to prepare takes longer than a page may
    django.setup()
    try:
        prepare()
    except (DatabaseError, psycopg.Error) as error:
        raise SystemExit(one_line(error)) from None
    serve(port, of_server)


def refuse_taken(port: int) -> None:
    """Raise `SystemExit` where another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SystemExit(f"Port {port} is not for this account: make run PORT=8001") from None
        except OSError:
            raise SystemExit(f"Port {port} is taken: make run PORT={port % 65535 + 1}") from None


def prepare() -> None:
    """Bring the tables up to date, load the demo's records, make and print its sign-ins."""
    # Here, since it imports models, and `main` sets Django up first.
    from newsroom.demo_sign_ins import sign_ins

    say("Starting the database …")
    # Not through the pool, which would go on trying and end without saying why.
    psycopg.connect(**connection.get_connection_params()).close()
    say("Bringing the tables up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    say("Loading the demo newsroom …")
    call_command("seed")
    say("\nSign-ins of the demo (name, password):")
    for name, password in sign_ins():
        say(f"  {name:<15}{password}")
    connection.close()


def serve(port: int, environ: Mapping[str, str]) -> None:
    """Run the production server in a process of its own, in the environment, and wait for its end.

    This process stays to keep the embedded database, and passes an order to stop on.
    """
    server = subprocess.Popen(  # noqa: S603
        serving("newsroom.wsgi:application", port),
        env={**environ, KEEPER: str(os.getpid())},
    )

    def pass_on(number: int, _: FrameType | None) -> None:
        server.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    try:
        if answers(port, server):
            say(addresses(port))
        code = server.wait()
    except KeyboardInterrupt:
        server.send_signal(signal.SIGINT)
        code = server.wait()
    if code > 0:
        raise SystemExit(f"The server ended with exit code {code}; what it said stands above.")


def serving(application: str, port: int) -> list[str]:
    """Return the command that serves a WSGI application here.

    Told to stop, it answers what it has begun, for 8 seconds at most.
    """
    return [
        *(sys.executable, "-m", "granian", application),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
        *("--workers-kill-timeout", "8"),
    ]


def answers(port: int, server: "subprocess.Popen[bytes]") -> bool:
    """Return whether the server listens before its process ends or patience does."""
    for _ in range(PATIENCE * 20):
        if server.poll() is not None:
            return False
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return True
        time.sleep(0.05)
    return False


def addresses(port: int) -> str:
    """Return the lines that say where to look."""
    site = f"http://{HOST}:{port}"
    return (
        f"\n{settings.NEWSROOM_NAME} is open:\n"
        f"  site      {site}/\n"
        f"  admin     {site}/admin/\n"
        f"  API docs  {site}/api/v1/docs/\n"
        "Ctrl-C ends it.\n"
    )


def one_line(error: Exception) -> str:
    """Return what went wrong with the database as one line."""
    said = " ".join(str(error).split())
    embedded = settings.DATABASES["default"]["ENGINE"] == "newsroom.embedded_postgres"
    return said if embedded else f"The database of DATABASE_URL cannot be used: {said}"


def say(line: str) -> None:
    """Print the line at once, for whoever waits at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
