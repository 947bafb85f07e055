"""The mail server named by the settings of the program: what each means, what is wrong with one."""

from pathlib import Path

import pytest

from sferum_docs.mailing.model import Security
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.mail.server import mail_server

LEAST = {"SMTP_HOST": "smtp.raion.ru", "SMTP_SENDER": "docs@raion.ru"}


def test_what_is_not_named_is_usual(tmp_path: Path) -> None:
    secret = tmp_path / "password"
    secret.write_text("пароль\n", encoding="utf-8")
    post = mail_server("key", {**LEAST, "SMTP_LOGIN": "docs", "SMTP_PASSWORD_FILE": str(secret)})
    assert post is not None
    assert (post.ready, post.by_settings, post.password) == (True, True, "пароль")
    assert (post.server.port, post.server.security, post.server.most_mb) == (587, Security.STARTTLS, 20)
    assert "пароль" not in repr(post)
    named = {"SMTP_SECURITY": "TLS", "SMTP_SENDER_NAME": "Школа", "SMTP_MAX_MB": "5"}
    other = mail_server("key", {**LEAST, **named})
    assert other is not None
    assert (other.server.port, other.server.sender_name, other.server.most_mb) == (465, "Школа", 5)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"SMTP_SECURITY": "ssl3"}, "SMTP_SECURITY"),
        ({"SMTP_PORT": "http"}, "SMTP_PORT"),
        ({"SMTP_PORT": "70000"}, "port"),
        ({"SMTP_SENDER": ""}, "sender"),
        ({"SMTP_LOGIN": "docs"}, "SMTP_PASSWORD"),
        ({"SMTP_CA_FILE": "/нет такого"}, "SMTP_CA_FILE"),
        ({"SMTP_HOST": "http://smtp.raion.ru"}, "host"),
    ],
)
def test_what_is_wrong_is_told_by_its_name(changes: dict[str, str], place: str) -> None:
    with pytest.raises(FaultsError) as told:
        mail_server("key", {**LEAST, **changes})
    assert place in [fault.place for fault in told.value.faults]
