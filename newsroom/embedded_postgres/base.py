"""The backend: Django's, with the server started before the first connection."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, client
from django.db.utils import OperationalError

from newsroom.embedded_postgres.accounts import server_account
from newsroom.embedded_postgres.cluster import PORT, Cluster
from newsroom.embedded_postgres.errors import ClusterError
from newsroom.embedded_postgres.making import USER
from newsroom.embedded_postgres.programs import bundled_programs
from newsroom.embedded_postgres.sharing import SharedCluster

_shared: dict[str, SharedCluster] = {}


def shared_cluster() -> SharedCluster:
    """Return this checkout's cluster; the same object for the life of the process.

    Raises `OperationalError` if the bundled programs are not installed.
    """
    data = settings.EMBEDDED_POSTGRES_DATA
    if str(data) not in _shared:
        try:
            account = server_account(data)
            _shared[str(data)] = SharedCluster(Cluster(data, bundled_programs(), account))
        except ClusterError as error:
            raise OperationalError(str(error)) from error
    return _shared[str(data)]


class DatabaseClient(client.DatabaseClient):
    """`manage.py dbshell` with the bundled psql."""

    def runshell(self, parameters: Any) -> None:
        """Start the server, then open the shell on it."""
        self.connection.get_connection_params()
        super().runshell(parameters)

    @classmethod
    def settings_to_cmd_args_env(
        cls, settings_dict: dict[str, Any], parameters: Iterable[str]
    ) -> tuple[list[str], dict[str, str] | None]:
        """Return Django's command line with the bundled psql instead of the system's."""
        [_, *arguments], environment = super().settings_to_cmd_args_env(settings_dict, parameters)
        return [str(bundled_programs().bin("psql")), *arguments], environment


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL backend over the embedded server."""

    client_class = DatabaseClient

    def get_connection_params(self) -> dict[str, Any]:
        """Start the server and return Django's parameters, with the socket's directory as host.

        Raises `OperationalError` with one line for the operator if it cannot be started.
        """
        try:
            host = shared_cluster().use()
        except ClusterError as error:
            raise OperationalError(str(error)) from error
        self.settings_dict.update(HOST=host, PORT=PORT, USER=USER)
        return super().get_connection_params()
