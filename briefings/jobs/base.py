"""What every job has: a name, words for what it does, a few attempts, its failure written down."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from smtplib import SMTPException
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from procrastinate.contrib.django import app
from procrastinate.job_context import JobContext
from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from briefings.actions.jobs import forget_failures, note_failure
from briefings.actions.refusals import Refused

# After how many seconds a job that failed is tried again, each time once.
WAITS = (30, 300, 3_600)
# What each job of a name is to do, in words.
WORDS: dict[str, Callable[..., str]] = {}


class FewAttempts(BaseRetryStrategy):
    """Try again after each of `WAITS`, then leave it to a person.

    A job that was put in `once` is not: another of the same word may wait by then.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Return when to try again; None if a person has to say so."""
        if job.attempts >= len(WAITS) or job.queueing_lock:
            return None
        return RetryDecision(retry_in={"seconds": WAITS[job.attempts]})


def job(name: str, what: Callable[..., str]) -> Callable[[Callable[..., None]], Any]:
    """Return the decorator that registers a function as the job of this name.

    The function may be called again after it was killed half way, so what it does a second time
    changes nothing. `what` says of the same arguments what is to be done, for the dashboard.
    """

    WORDS[name] = what

    def register(do: Callable[..., None]) -> Any:
        @wraps(do)
        def attempt(context: JobContext, **arguments: Any) -> None:
            try:
                do(**arguments)
            except Exception as error:
                what_it_was = in_words_of(name, arguments)
                note_failure(job=context.job.id, what=what_it_was, error=in_words(error))
                raise

        task: Any = app.task(name=name, pass_context=True, retry=FewAttempts())
        return task(attempt)

    return register


def repeated(cron: str, name: str, what: str) -> Callable[[Callable[[], None]], Any]:
    """Return the decorator that registers a function as the job done at the times of `cron` (UTC).

    Each time does what the failed times before it did not: they are forgotten, so that at most one
    failure of a name is on the dashboard. `what` says what is done.
    """

    def register(do: Callable[[], None]) -> Any:
        @wraps(do)
        def attempt(timestamp: int) -> None:
            forget_failures(name)
            do()

        return app.periodic(cron=cron)(job(name, what=lambda timestamp: what)(attempt))

    return register


def in_words_of(name: str, arguments: dict[str, Any]) -> str:
    """Return what a job is to do; its name, if an earlier version put it in or its row is gone."""
    try:
        return WORDS[name](**arguments)
    except (KeyError, TypeError, ObjectDoesNotExist):
        return name


def in_words(error: Exception) -> str:
    """Return why a job failed, in words for whoever reads the dashboard."""
    if isinstance(error, Refused):
        return " ".join(error.reasons)
    if isinstance(error, SMTPException):
        return f"The mail server did not take it: {error}"
    if isinstance(error, OSError):
        return f"A server could not be reached: {error}"
    return f"The program failed ({type(error).__name__}: {error}). The worker's log says where."
