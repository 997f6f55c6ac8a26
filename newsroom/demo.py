"""`make run`: prepare a demo newsroom and serve it on this machine.

Create or migrate the database, load the demo's records and sign-ins, and run the production server
on 127.0.0.1. Records that an editor changed are not reset.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from types import FrameType

import django
import psycopg
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection

from newsroom import environment
from newsroom.lifeline import KEEPER

HOST = "127.0.0.1"
PATIENCE = 60  # seconds that the server may take to answer
PATIENCE_OF_WORKER = 10  # seconds that a job may take to end


def main() -> None:
    """Prepare the demo and serve it until interrupted; a failure ends it with one line."""
    port = environment.integer("PORT", 8000, minimum=1, maximum=65535)
    refuse_taken(port)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    of_server = dict(os.environ)
    os.environ.setdefault("NEWSROOM_PATIENCE", "command")  # preparing takes longer than a page may
    django.setup()
    try:
        prepare()
    except (DatabaseError, psycopg.Error) as error:
        raise SystemExit(one_line(error)) from None
    except CommandError as error:
        raise SystemExit(str(error)) from None
    serve(port, of_server)


def refuse_taken(port: int) -> None:
    """Raise `SystemExit` if another program listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise SystemExit(f"Port {port} is not for this account: make run PORT=8001") from None
        except OSError:
            raise SystemExit(f"Port {port} is taken: make run PORT={port % 65535 + 1}") from None


def prepare() -> None:
    """Migrate the database, load the demo's records, create and print its sign-ins."""
    # Here, since it imports models, and `main` sets Django up first.
    from newsroom.demo_sign_ins import sign_ins

    print_line("Starting the database …")
    # Not through the pool, which would retry and then fail without a reason.
    psycopg.connect(**connection.get_connection_params()).close()
    print_line("Bringing the tables up to date …")
    call_command("migrate", verbosity=0, interactive=False)
    print_line("Loading the demo newsroom …")
    call_command("seed")
    print_line("\nSign-ins of the demo (name, password):")
    for name, password in sign_ins():
        print_line(f"  {name:<15}{password}")
    connection.close()


def serve(port: int, environ: Mapping[str, str]) -> None:
    """Run the production server and the worker in child processes, and wait for the server's end.

    This process stays to keep the embedded database up, passes signals to stop on, and starts a
    worker that ended anew.
    """
    environ = {**environ, KEEPER: str(os.getpid())}
    server = subprocess.Popen(  # noqa: S603
        serving("newsroom.wsgi:application", port), env=environ
    )
    ends = threading.Event()
    worker = threading.Thread(target=keep_working, args=(environ, ends))

    def pass_on(number: int, _: FrameType | None) -> None:
        server.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, pass_on)
    try:
        worker.start()
        if answers(port, server):
            print_line(addresses(port))
        code = server.wait()
    except KeyboardInterrupt:
        server.send_signal(signal.SIGINT)
        code = server.wait()
    finally:
        ends.set()
        worker.join()
    if code > 0:
        raise SystemExit(f"The server ended with exit code {code}; what it said stands above.")


def keep_working(environ: Mapping[str, str], ends: threading.Event) -> None:
    """Run the worker, and again whenever it ended, until the event; then let it finish its jobs."""
    while not ends.wait(1):
        worker = subprocess.Popen([sys.executable, "-m", "newsroom.worker"], env=environ)
        while worker.poll() is None and not ends.wait(1):
            pass
        worker.terminate()
        try:
            worker.wait(PATIENCE_OF_WORKER)
        except subprocess.TimeoutExpired:
            worker.kill()


def serving(application: str, port: int) -> list[str]:
    """Return the command that serves a WSGI application here.

    When stopped it finishes open requests, for 8 seconds at most.
    """
    return [
        *(sys.executable, "-m", "granian", application),
        *("--interface", "wsgi", "--host", HOST, "--port", str(port)),
        *("--workers", "1", "--blocking-threads", "4", "--log-level", "warning"),
        *("--workers-kill-timeout", "8"),
    ]


def answers(port: int, server: "subprocess.Popen[bytes]") -> bool:
    """Wait until the server listens; return False if it ends or `PATIENCE` runs out first."""
    for _ in range(PATIENCE * 20):
        if server.poll() is not None:
            return False
        with socket.socket() as probe:
            if probe.connect_ex((HOST, port)) == 0:
                return True
        time.sleep(0.05)
    return False


def addresses(port: int) -> str:
    """Return the lines with the demo's addresses."""
    site = f"http://{HOST}:{port}"
    return (
        f"\n{settings.NEWSROOM_NAME} is open:\n"
        f"  site      {site}/\n"
        f"  admin     {site}/admin/\n"
        f"  API docs  {site}/api/v1/docs/\n"
        "Ctrl-C ends it.\n"
    )


def one_line(error: Exception) -> str:
    """Return an error of the database as one line."""
    message = " ".join(str(error).split())
    embedded = settings.DATABASES["default"]["ENGINE"] == "newsroom.embedded_postgres"
    return message if embedded else f"The database of DATABASE_URL cannot be used: {message}"


def print_line(line: str) -> None:
    """Print the line and flush."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
