import pytest
from flask import Flask

from sferum_docs.web.last_net import answered
from tests.web.api_client import follows


class PanicError(BaseException):
    """What a library of Rust raises."""


def broken(error: BaseException) -> Flask:
    app = Flask("broken")

    @app.get("/")
    @app.get("/api/v1/school")
    def page() -> str:
        raise error

    app.wsgi_app = answered(app.wsgi_app)  # type: ignore[method-assign,assignment]
    return app


def test_a_request_is_answered_even_when_a_library_panics() -> None:
    answer = broken(PanicError("slice index starts at 8704 but ends at 8555")).test_client().get("/")
    assert answer.status_code == 500
    assert "Сбой программы" in answer.text
    assert "8704" not in answer.text
    of_program = broken(PanicError("8704")).test_client().get("/api/v1/school")
    assert (of_program.status_code, of_program.mimetype) == (500, "application/problem+json")
    follows("Problem", of_program.json)
    assert "8704" not in of_program.text


def test_a_wish_to_stop_is_no_failure() -> None:
    with pytest.raises(KeyboardInterrupt):
        broken(KeyboardInterrupt()).test_client().get("/")
