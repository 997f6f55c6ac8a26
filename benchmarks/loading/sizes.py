"""How much of everything a newsroom of so many articles has."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    """Numbers of rows, in proportion to the articles; each at least a handful."""

    articles: int
    least_officials: int = 0

    @property
    def officials(self) -> int:
        """One for every 20 articles, or more if more are wanted; each has two tenures."""
        return max(self._share(20), self.least_officials)

    @property
    def offices(self) -> int:
        """One for every 40 articles."""
        return self._share(40)

    @property
    def meetings(self) -> int:
        """One for every 10 articles; each has two participants and up to two statuses."""
        return self._share(10)

    @property
    def visits(self) -> int:
        """One for every 50 articles."""
        return self._share(50)

    @property
    def detainees(self) -> int:
        """One for every 25 articles; each has one detention of two or three events.

        At least 100: the page of who was held on a day is then full in every newsroom.
        """
        return max(100, self._share(25))

    @property
    def sources(self) -> int:
        """One for every 10 articles."""
        return self._share(10)

    @property
    def countries(self) -> int:
        """A fixed number."""
        return 60

    @property
    def topics(self) -> int:
        """A fixed number."""
        return 25

    @property
    def places(self) -> int:
        """One for every 200 articles."""
        return self._share(200)

    @property
    def scheduled(self) -> int:
        """Articles of which nothing is public yet: at most 50 at a time."""
        return min(50, self.articles // 50)

    def _share(self, articles: int) -> int:
        return max(8, self.articles // articles)
