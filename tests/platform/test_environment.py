"""Environment variables: read with their type, refused with one line that says what to set."""

import pytest

from newsroom import environment
from newsroom.environment import EnvironmentInvalid

NAME = "NEWSROOM_TRIAL"


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment, in which nothing is said of the variable yet."""
    monkeypatch.delenv(NAME, raising=False)
    return monkeypatch


def test_an_absent_variable_without_default_stops_the_start(said: pytest.MonkeyPatch) -> None:
    with pytest.raises(EnvironmentInvalid) as stop:
        environment.text(NAME, example="a-long-secret")

    assert str(stop.value) == (
        "NEWSROOM_TRIAL is not set: set it in the environment, "
        "for instance NEWSROOM_TRIAL=a-long-secret"
    )
    assert isinstance(stop.value, SystemExit)


@pytest.mark.parametrize("blank", ["", "  "])
def test_an_empty_variable_is_an_absent_one(said: pytest.MonkeyPatch, blank: str) -> None:
    said.setenv(NAME, blank)

    assert environment.text(NAME, "The Chancery") == "The Chancery"


@pytest.mark.parametrize(("word", "meant"), [("1", True), ("YES", True), ("off", False)])
def test_a_flag_has_several_words(said: pytest.MonkeyPatch, word: str, meant: bool) -> None:
    said.setenv(NAME, word)

    assert environment.flag(NAME, default=not meant) is meant


def test_an_unknown_word_for_a_flag_is_named_with_the_known_ones(
    said: pytest.MonkeyPatch,
) -> None:
    said.setenv(NAME, "ja")

    with pytest.raises(EnvironmentInvalid, match=r"is 'ja': set it to one of 1, true, yes, on, 0"):
        environment.flag(NAME, default=False)


@pytest.mark.parametrize("word", ["0", "65536", "-1", "8e3", "٨٠", "8000.0"])
def test_a_number_out_of_bounds_or_not_a_number_is_refused(
    said: pytest.MonkeyPatch, word: str
) -> None:
    said.setenv(NAME, word)

    with pytest.raises(EnvironmentInvalid, match="set it to a whole number from 1 to 65535"):
        environment.integer(NAME, 8000, minimum=1, maximum=65535)


@pytest.mark.parametrize("word", ["1", "65535"])
def test_both_bounds_of_a_number_are_allowed(said: pytest.MonkeyPatch, word: str) -> None:
    said.setenv(NAME, word)

    assert environment.integer(NAME, 8000, minimum=1, maximum=65535) == int(word)


def test_an_unknown_value_is_named_with_the_allowed_ones(said: pytest.MonkeyPatch) -> None:
    said.setenv(NAME, "loud")

    with pytest.raises(EnvironmentInvalid, match="is 'loud': set it to quiet or plain"):
        environment.known(NAME, "plain", ["quiet", "plain"])


def test_many_allowed_values_are_named_by_example(said: pytest.MonkeyPatch) -> None:
    said.setenv(NAME, "Mars/Olympus")

    with pytest.raises(EnvironmentInvalid, match="set it to a name such as Europe/London"):
        environment.known(NAME, "UTC", {"UTC", "Europe/London", "Asia/Tokyo"}, "Europe/London")


def test_a_list_is_written_with_commas(said: pytest.MonkeyPatch) -> None:
    said.setenv(NAME, "news.example, www.news.example,")

    assert environment.words(NAME) == ["news.example", "www.news.example"]


def test_an_address_of_another_scheme_is_refused_without_repeating_it(
    said: pytest.MonkeyPatch,
) -> None:
    said.setenv(NAME, "mysql://newsroom:s3cret@db.example/newsroom")

    with pytest.raises(EnvironmentInvalid) as stop:
        environment.url(NAME, schemes=["postgres", "postgresql"])

    assert "begins with 'mysql://'" in str(stop.value)
    assert "postgres://, postgresql://" in str(stop.value)
    assert "s3cret" not in str(stop.value)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://news.example", "https://news.example"),
        ("https://News.example:8443/", "https://news.example:8443"),
    ],
)
def test_a_sites_address_is_scheme_and_host(
    said: pytest.MonkeyPatch, written: str, address: str
) -> None:
    said.setenv(NAME, written)

    assert environment.site(NAME) == address


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("news.example", "begins with 'no scheme'"),
        ("ftp://news.example", "begins with 'ftp://'"),
        ("https://", "names no host alone"),
        ("https://ana:s3cret@news.example", "names no host alone"),
        ("https://news.example/paper", "goes on after the host"),
        ("https://news.example?x=1", "goes on after the host"),
    ],
)
def test_what_is_no_address_of_a_whole_host_is_refused(
    said: pytest.MonkeyPatch, written: str, why: str
) -> None:
    said.setenv(NAME, written)

    with pytest.raises(EnvironmentInvalid, match=why) as stop:
        environment.site(NAME)
    assert "s3cret" not in str(stop.value)


def test_an_address_with_a_port_that_is_none_is_refused(said: pytest.MonkeyPatch) -> None:
    said.setenv(NAME, "postgres://db.example:abc/newsroom")

    with pytest.raises(EnvironmentInvalid, match="is not an address"):
        environment.url(NAME, schemes=["postgres"])
