"""Random partial dates, and what they mean by the plainest reading: days tried one by one."""

from datetime import date, timedelta

from hypothesis import strategies as st

# Three stretches of days; "about" in the first and last runs over the calendar's edges.
ERAS = {
    "the first years": (date(1, 1, 1), date(4, 12, 31)),
    "our own years": (date(1997, 1, 1), date(2004, 12, 31)),
    "the last years": (date(9996, 1, 1), date(9999, 12, 31)),
}
YEARS = {
    "the first years": (1, 3),
    "our own years": (1999, 2001),
    "the last years": (9997, 9999),
}
OPEN = ".."


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def days_of(era: str) -> list[date]:
    return days_between(*ERAS[era])


@st.composite
def stated(draw: st.DrawFn, era: str) -> str:
    first, last = YEARS[era]
    day = draw(st.dates(date(first, 1, 1), date(last, 12, 31)))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@st.composite
def partial_dates(draw: st.DrawFn, era: str = "our own years") -> str:
    """A well-formed text, save that an interval may be reversed or open on both sides."""
    text = draw(stated(era))
    side = st.one_of(stated(era), st.just(OPEN))
    if draw(st.booleans()):
        text = f"{draw(side)}/{draw(side)}"
    return text + draw(st.sampled_from(["", "", "~"]))


near_misses = st.one_of(
    st.text(alphabet="0123456789-/.~? ", max_size=22),
    st.builds(
        lambda text, at, what: text[:at] + what + text[at + 1 :],
        partial_dates(),
        st.integers(0, 21),
        st.sampled_from(["", *"0139-/.~?Xx\n٣"]),
    ),
)


def unit(iso: str, length: int) -> int:
    """Which day, month or year of all it is, by the precision that `length` letters have."""
    if length == 10:
        return date.fromisoformat(iso).toordinal()
    return int(iso[:4]) * 12 + int(iso[5:7]) if length == 7 else int(iso[:4])


def may_be(text: str, day: date) -> bool:
    """Whether the partial date `text` may be `day`, said without any arithmetic on its bounds."""
    about = int(text.endswith("~"))
    sides = text.rstrip("~").split("/")
    iso = day.isoformat()
    first, last = sides[0], sides[-1]
    return (first == OPEN or unit(iso, len(first)) >= unit(first, len(first)) - about) and (
        last == OPEN or unit(iso, len(last)) <= unit(last, len(last)) + about
    )


def is_a_date(text: str) -> bool:
    """Whether an interval `text` has a stated side and does not end before it begins."""
    sides = text.rstrip("~").split("/")
    if OPEN in sides:
        return sides != [OPEN, OPEN]
    shared = min(len(side) for side in sides)
    return sides[0][:shared] <= sides[-1][:shared]
