"""A sheet at the desk: uploaded, asked about, imported as a whole, undone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from psycopg.types.range import TimestamptzRange

from briefings.actions.acting import acting
from briefings.actions.locking import lock
from briefings.actions.refusals import field_errors, refuse_if
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
class NewSource:
    """A source as an editor enters it; one with the same address is used instead of a new one."""

    url: str
    publisher: str
    title: str


@dataclass
class Rehearsal:
    """A sheet, and the plan of its import: None while a question is open."""

    sheet: Sheet
    plan: ImportPlan | None

    @property
    def is_ready(self) -> bool:
        """Whether it can be imported."""
        return self.plan is not None and not self.sheet.questions and not self.sheet.faults

    @property
    def cannot_go_in(self) -> set[int]:
        """Numbers of the rows that cannot be imported as they are, but can be left out."""
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
    """Return uploads not imported yet that `by` may continue: their own; an editor all."""
    waiting = ImportUpload.objects.filter(run=None)
    return waiting if by.has_perm("briefings.publish_identity") else waiting.filter(by=by)


def upload(
    *, by: User, name: str, data: bytes, table: str, source: Source | NewSource | None = None
) -> ImportUpload:
    """Save a file for import, with the source of all its rows. Raises `Refused`.

    A new source is entered, and becomes public with the rows.
    """
    reasons = why_not_upload(by)
    if table not in FORMATS:
        reasons.append(f"“{table}” is no table: choose one.")
    if len(data) > SHEET_BYTES:
        reasons.append(f"{name} has more than {SHEET_BYTES >> 20} MB.")
    refuse_if(reasons)
    with acting(by=by, action="upload"):
        if isinstance(source, NewSource):
            source = _entered(source)
        return ImportUpload.objects.create(
            by=by, name=name[-200:], data=data, table=table, source=source
        )


def _entered(new_source: NewSource) -> Source:
    kept = Source.objects.filter(retraction_reason="")
    known = kept.filter(url=new_source.url).first() if new_source.url else None
    if known is not None:
        return known
    source = Source(url=new_source.url, publisher=new_source.publisher, title=new_source.title)
    refuse_if(field_errors(source, "url", "publisher", "title"))
    source.save()
    return source


def rehearse(*, by: User, upload: ImportUpload) -> Rehearsal:
    """Return the sheet's questions and the plan of its import; writes nothing."""
    sheet = read_sheet(upload.name, bytes(upload.data), upload.table, upload.answers)
    if sheet.questions or sheet.faults or not any(row.is_ready for row in sheet.rows):
        return Rehearsal(sheet, None)
    planned = plan(by=by, files=sheet.files(), profile=OWN)
    ask_about_faults(sheet, planned.faults)
    return Rehearsal(sheet, planned)


def answer(*, by: User, upload: ImportUpload, answers: Mapping[str, str]) -> None:
    """Save answers by question; "" removes one. Raises `Refused` with each fault.

    Questions without an answer stay open.
    """
    with acting(by=by, action="answer", locking=upload):
        upload = lock(upload)
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
    """Leave out every row that cannot be imported as it is. Raises `Refused`.

    Repeated for rows that are at fault only then, since they name one of those.
    """
    with acting(by=by, action="answer", locking=upload):
        upload = lock(upload)
        refuse_if(why_not_continue(upload, by))
        while True:
            asked = rehearse(by=by, upload=upload).sheet.questions
            open_ = {each.key for each in asked if each.can_leave_out} - upload.answers.keys()
            if not open_:
                break
            upload.answers |= dict.fromkeys(open_, OUT)
        upload.save(update_fields=["answers"])


def confirm(*, by: User, upload: ImportUpload) -> ImportRun | None:
    """Import the sheet; return the run, None where nothing was new or different.

    Raises `Refused` while a question is open.
    """
    with acting(by=by, action="import", locking=upload):
        upload = lock(upload)
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
    """Delete an upload that is not imported. Raises `Refused`."""
    with acting(by=by, action="discard", locking=upload):
        refuse_if(why_not_continue(lock(upload), by))
        upload.delete()


def undo_with_source(*, by: User, run: ImportRun) -> UndoReport:
    """Undo an import, and retract the source that became public by it unless it is cited elsewhere.

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
            source.retraction_note = run.undo_note
            source.save()
        return done


def rehearse_undo(*, by: User, run: ImportRun) -> UndoReport:
    """Return what undoing the import would do. Raises `Refused`.

    It is done and rolled back.
    """
    with transaction.atomic():
        done = undo_with_source(by=by, run=run)
        transaction.set_rollback(True)
    return done
