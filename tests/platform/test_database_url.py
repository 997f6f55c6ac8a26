"""DATABASE_URL: the address of a PostgreSQL server as Django's settings."""

import pytest

from newsroom import environment
from newsroom.environment import EnvironmentInvalid


def test_every_part_of_the_address_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "DATABASE_URL",
        "postgres://desk%40night:p%2Fss%3A@db.example:5433/news%20room?sslmode=require",
    )

    assert environment.database("DATABASE_URL") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "news room",
        "USER": "desk@night",
        "PASSWORD": "p/ss:",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_directory_is_a_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql:///newsroom?host=/run/postgresql&port=5433")

    read = environment.database("DATABASE_URL")

    assert (read["HOST"], read["PORT"]) == ("/run/postgresql", "5433")
    assert (read["USER"], read["PASSWORD"], read["OPTIONS"]) == ("", "", {})


@pytest.mark.parametrize(
    "address", ["postgres://db.example", "postgres://db.example/", "postgres://db.example/a/b"]
)
def test_an_address_without_a_database_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)

    with pytest.raises(EnvironmentInvalid, match="names no database: write it as postgres://user"):
        environment.database("DATABASE_URL")


def test_only_postgresql_is_accepted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///newsroom.db")

    with pytest.raises(EnvironmentInvalid, match="begins with 'sqlite://'"):
        environment.database("DATABASE_URL", {"ENGINE": "newsroom.embedded_postgres"})


def test_the_default_stands_in_where_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    embedded = {"ENGINE": "newsroom.embedded_postgres"}

    assert environment.database("DATABASE_URL", embedded) == embedded


def test_without_a_default_it_must_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)

    with pytest.raises(EnvironmentInvalid, match="DATABASE_URL=postgres://user:password@host"):
        environment.database("DATABASE_URL")
