"""The tables, one module for each subject. Rows stay inside this room: what leaves it are values."""

from sferum_docs.store.rows import searching as searching
from sferum_docs.store.rows.assignments import ActSummaryRow, AssignmentRow, TakenPackRow
from sferum_docs.store.rows.audit import AuditRow
from sferum_docs.store.rows.changes import BodyStampRow, ChangeStampRow
from sferum_docs.store.rows.checklist import ChecklistAnswerRow, PaperMarkRow
from sferum_docs.store.rows.drafts import ActDraftRow, DraftRow, RefusedFormRow
from sferum_docs.store.rows.imports import ImportedBodyRow, IndicatorUploadRow, RegisterImportRow
from sferum_docs.store.rows.indicators import (
    IndicatorAnalysisRow,
    IndicatorMappingRow,
    IndicatorMeasureRow,
    IndicatorSchoolNameRow,
    IndicatorValueRow,
)
from sferum_docs.store.rows.issued import DocumentRow, FileRow, HandedCopyRow, PacketRow, SiteDocumentRow
from sferum_docs.store.rows.jobs import JobItemRow, JobRow
from sferum_docs.store.rows.mail import (
    MailAttachmentRow,
    MailDeliveryRow,
    MailLetterRow,
    MailServerRow,
    ReminderWishRow,
)
from sferum_docs.store.rows.register import (
    AcquaintanceRow,
    CounterRow,
    ElectronicSignatureRow,
    EntryChangeRow,
    EntryRow,
    EvidenceRow,
    FileListRow,
    LinkRow,
    RefusalRow,
    RegisterRow,
    SentRow,
    UploadedScanRow,
)
from sferum_docs.store.rows.schools import ChatRow, PersonRow, SchoolRow, StaffChangeRow
from sferum_docs.store.rows.templates import OwnDocumentRow, TemplateDecisionRow, TemplateVersionRow
from sferum_docs.store.rows.users import (
    AccessTokenRow,
    KeptAnswerRow,
    RequestCountRow,
    SessionRow,
    SignInAttemptRow,
    UserRow,
)

__all__ = [
    "AccessTokenRow",
    "AcquaintanceRow",
    "ActDraftRow",
    "ActSummaryRow",
    "AssignmentRow",
    "AuditRow",
    "BodyStampRow",
    "ChangeStampRow",
    "ChatRow",
    "ChecklistAnswerRow",
    "CounterRow",
    "DocumentRow",
    "DraftRow",
    "ElectronicSignatureRow",
    "EntryChangeRow",
    "EntryRow",
    "EvidenceRow",
    "FileListRow",
    "FileRow",
    "HandedCopyRow",
    "ImportedBodyRow",
    "IndicatorAnalysisRow",
    "IndicatorMappingRow",
    "IndicatorMeasureRow",
    "IndicatorSchoolNameRow",
    "IndicatorUploadRow",
    "IndicatorValueRow",
    "JobItemRow",
    "JobRow",
    "KeptAnswerRow",
    "LinkRow",
    "MailAttachmentRow",
    "MailDeliveryRow",
    "MailLetterRow",
    "MailServerRow",
    "OwnDocumentRow",
    "PacketRow",
    "PaperMarkRow",
    "PersonRow",
    "RefusalRow",
    "RefusedFormRow",
    "RegisterImportRow",
    "RegisterRow",
    "ReminderWishRow",
    "RequestCountRow",
    "SchoolRow",
    "SentRow",
    "SessionRow",
    "SignInAttemptRow",
    "SiteDocumentRow",
    "StaffChangeRow",
    "TakenPackRow",
    "TemplateDecisionRow",
    "TemplateVersionRow",
    "UploadedScanRow",
    "UserRow",
]
