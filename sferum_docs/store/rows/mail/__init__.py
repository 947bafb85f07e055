"""Mail: the server, letters with their files, and how far each receiver's copy has come."""

from sferum_docs.store.rows.mail.letters import MailAttachmentRow, MailDeliveryRow, MailLetterRow
from sferum_docs.store.rows.mail.reminders import ReminderWishRow
from sferum_docs.store.rows.mail.settings import MailServerRow

__all__ = ["MailAttachmentRow", "MailDeliveryRow", "MailLetterRow", "MailServerRow", "ReminderWishRow"]
