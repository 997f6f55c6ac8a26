"""A sheet at the desk: sent in once, asked about, then imported as a whole, and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.locking import locked
from briefings.actions.refusals import faults, refuse_if
from briefings.imports.columns import FORMATS
from briefings.imports.plans import ImportPlan
from briefings.imports.profiles import OWN
from briefings.imports.running import plan, run, why_not_import
from briefings.imports.sheets.questions import OUT
from briefings.imports.sheets.reading import Sheet, ask_about_faults, read_sheet
from briefings.imports.undoing import UndoReport, undo
from briefings.limits import SHEET_BYTES
from briefings.models import Citation, ImportRun, ImportUpload, Published, Source
from briefings.models.imports import ImportUploadQuerySet


@dataclass(frozen=True)
class Described:
    """A source as somebody enters it; one that we have is known by its address."""

    url: str
    publisher: str
    title: str


@dataclass
class Rehearsal:
    """A sheet as it stands, and what its import would do; None while something is asked."""

    sheet: Sheet
    plan: ImportPlan | None

    @property
    def is_ready(self) -> bool:
        """Whether it can be imported."""
        return self.plan is not None and not self.sheet.questions and not self.sheet.faults

    @property
    def cannot_go_in(self) -> set[int]:
        """The numbers of the rows that cannot go in as they are, and can be left out."""
        return {row for each in self.sheet.questions if each.can_leave_out for row in each.rows}


def why_not_upload(by: User) -> list[str]:
    """Return every reason why `by` cannot import at the desk."""
    return why_not_import(by, OWN)


def why_not_continue(upload: ImportUpload, by: User) -> list[str]:
    """Return every reason why `by` cannot answer for the upload, import or discard it."""
    reasons = why_not_upload(by)
    if upload.run_id is not None:
        reasons.append("It is imported already.")
    if upload.by_id != by.pk and not by.has_perm("briefings.publish_identity"):
        reasons.append("Somebody else sent it in: ask an editor.")
    return reasons


def open_to(by: User) -> ImportUploadQuerySet:
    """Return what is not imported yet and `by` may go on with: their own, to an editor all."""
    waiting = ImportUpload.objects.filter(run=None)
    return waiting if by.has_perm("briefings.publish_identity") else waiting.filter(by=by)


def upload(
    *, by: User, name: str, data: bytes, table: str, source: Source | Described | None = None
) -> ImportUpload:
    """Keep a file that is to be imported, and the source of all its rows; raises `Refused`.

    A source that we do not have is entered; it becomes public with the rows.
    """
    reasons = why_not_upload(by)
    if table not in FORMATS:
        reasons.append(f"“{table}” is no table: choose one.")
    if len(data) > SHEET_BYTES:
        reasons.append(f"{name} has more than {SHEET_BYTES >> 20} MB.")
    refuse_if(reasons)
    with acting(by=by, action="upload"):
        if isinstance(source, Described):
            source = _entered(source)
        return ImportUpload.objects.create(
            by=by, name=name[-200:], data=data, table=table, source=source
        )


def _entered(described: Described) -> Source:
    standing = Source.objects.filter(retraction_reason="")
    known = standing.filter(url=described.url).first() if described.url else None
    if known is not None:
        return known
    source = Source(url=described.url, publisher=described.publisher, title=described.title)
    refuse_if(faults(source, "url", "publisher", "title"))
    source.save()
    return source


def rehearse(*, by: User, upload: ImportUpload) -> Rehearsal:
    """Return what is asked of the sheet, and what its import would do; writes nothing."""
    sheet = read_sheet(upload.name, bytes(upload.data), upload.table, upload.answers)
    if sheet.questions or sheet.faults or not any(row.stands for row in sheet.rows):
        return Rehearsal(sheet, None)
    planned = plan(by=by, files=sheet.files(), profile=OWN)
    ask_about_faults(sheet, planned.faults)
    return Rehearsal(sheet, planned)


def answer(*, by: User, upload: ImportUpload, answers: Mapping[str, str]) -> None:
    """Keep the answers, by question; an empty one is taken back. Raises `Refused` with each fault.

    What was asked and is not answered stays open.
    """
    with acting(by=by, action="answer", locking=upload):
        upload = locked(upload)
        refuse_if(why_not_continue(upload, by))
        asked = {each.key: each for each in rehearse(by=by, upload=upload).sheet.questions}
        refuse_if(
            f"{asked[key].column or 'Row'}, “{asked[key].value}”: {why_not}."
            for key, given in answers.items()
            if key in asked and given and (why_not := asked[key].why_not(given))
        )
        for key, given in answers.items():
            if given and key in asked:
                upload.answers[key] = given
            elif not given:
                upload.answers.pop(key, None)
        upload.save(update_fields=["answers"])


def leave_out(*, by: User, upload: ImportUpload) -> None:
    """Leave out every row that cannot go in as it is; raises `Refused`.

    It is done again for what is at fault then: what names such a row.
    """
    with acting(by=by, action="answer", locking=upload):
        upload = locked(upload)
        refuse_if(why_not_continue(upload, by))
        while True:
            asked = rehearse(by=by, upload=upload).sheet.questions
            open_ = {each.key for each in asked if each.can_leave_out} - upload.answers.keys()
            if not open_:
                break
            upload.answers |= dict.fromkeys(open_, OUT)
        upload.save(update_fields=["answers"])


def confirm(*, by: User, upload: ImportUpload) -> ImportRun | None:
    """Import the sheet; return the run, None where the record held all of it already.

    Raises `Refused` while something is asked of it.
    """
    with acting(by=by, action="import", locking=upload):
        upload = locked(upload)
        refuse_if(why_not_continue(upload, by))
        sheet = read_sheet(upload.name, bytes(upload.data), upload.table, upload.answers)
        refuse_if(f"{each.column}, “{each.value}”: {each.rule}" for each in sheet.questions)
        refuse_if(str(each) for each in sheet.faults)
        _, done = run(by=by, files=sheet.files(), profile=OWN, source=upload.source)
        if done is not None:
            done.files[-1]["left_out"] = len(sheet.left_out)
            done.save(update_fields=["files"])
            upload.run = done
            upload.save(update_fields=["run"])
        return done


def discard(*, by: User, upload: ImportUpload) -> None:
    """Forget a file that is not imported. Raises `Refused`."""
    with acting(by=by, action="discard", locking=upload):
        refuse_if(why_not_continue(locked(upload), by))
        upload.delete()


def take_back(*, by: User, run: ImportRun) -> UndoReport:
    """Undo an import, and with it the source that became public by it, if nothing else cites it.

    Raises `Refused`.
    """
    with acting(by=by, action="undo import", locking=run):
        done = undo(by=by, run=run)
        at = ImportRun.objects.values_list("undone_at", flat=True).get(pk=run.pk)
        sent = ImportUpload.objects.filter(run=run).select_related("source").first()
        source = sent.source if sent else None
        period = source.live_period if source else None
        if at is None or source is None or period is None or period.lower != run.at:
            return done
        if not Citation.objects.filter(source=source).live(at).exists():
            source.live_period = TimestamptzRange(period.lower, at)
            source.retraction_reason = Published.RetractionReason.WRONG
            source.retraction_note = run.words_of_undo
            source.save()
        return done


def take_back_tried(*, by: User, run: ImportRun) -> UndoReport:
    """Return what taking the import back would do; nothing is written. Raises `Refused`.

    It is tried and undone.
    """
    with transaction.atomic():
        done = take_back(by=by, run=run)
        transaction.set_rollback(True)
    return done
