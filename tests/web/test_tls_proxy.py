"""The program behind a real web server with TLS: nginx with the file of deploy/ and a certificate of its own."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

from sferum_docs.services.installation.audit import read_journal
from sferum_docs.store.audit import Search
from sferum_docs.web.application import create_app
from sferum_docs.web.protection.security import trusted_hosts
from tests.builders import SCHOOL_ID
from tests.databases import absent
from tests.ports import free_port
from tests.web.api_client import a_program
from tests.web.browser import serving
from tests.web.conftest import CHEAP, DATABASE, LOGIN, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"
NAME = "school.example"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
SELF_SIGNED = ("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
               "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")  # fmt: skip
AROUND = """daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;
events {{}}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
{servers}
}}
"""


def behind(folder: Path, programs: list[str], plain: int, secure: int) -> None:
    """Writes what nginx is told: our own file with this machine in place of those it names."""
    told = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for was, now in (
        ("${SERVER_NAME}", NAME),
        ("server web-1:8000", f"server {programs[0]}"),
        ("server web-2:8000", f"server {programs[1]}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        ("/etc/nginx/tls", str(folder)),
    ):
        assert was in told
        told = told.replace(was, now)
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, servers=told), encoding="utf-8")


@pytest.fixture
def doors(tmp_path: Path, databases: dict[str, Path]) -> Iterator[tuple[list[Flask], int, int]]:
    """The program twice over one database, the port of nginx without TLS and the one with it."""
    nginx, openssl = shutil.which("nginx"), shutil.which("openssl")
    if nginx is None or openssl is None:
        absent("nginx, openssl")
    shutil.copy(databases["school"], tmp_path / DATABASE)
    settings = {
        "INSTANCE_PATH": str(tmp_path), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{tmp_path / DATABASE}",
        "PASSWORDS": CHEAP, "COUNT_SHEETS": False, "TRUSTED_PROXIES": 1, "TRUSTED_HOSTS": trusted_hosts(NAME),
    }  # fmt: skip
    apps, plain, secure = [create_app(dict(settings)) for _process in range(2)], free_port(), free_port()
    files = ("-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem"))
    subprocess.run([openssl, *SELF_SIGNED, *files], check=True, capture_output=True)
    with serving(apps[0]) as one, serving(apps[1]) as other:
        behind(tmp_path, [address.removeprefix("http://") for address in (one, other)], plain, secure)
        words = [nginx, "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")]
        server = subprocess.Popen(words, stderr=subprocess.PIPE)
        try:
            until_open(secure)
            yield apps, plain, secure
        finally:
            server.terminate()
            server.communicate()


def until_open(port: int) -> None:
    for _look in range(500):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    pytest.fail("nginx не открылся")


MOST = 3 * 1024 * 1024


def uploaded(visitor: Visitor) -> None:
    """A form of one process with a file of some megabytes, sent to whichever is next."""
    csrf = TOKEN.search(visitor.send("GET", "/verify")[2])
    assert csrf is not None
    parts = [f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}' for name, value in
             (("csrf_token", csrf[1]), ("code", ""))]  # fmt: skip
    parts.append(f'--x\r\nContent-Disposition: form-data; name="file"; filename="a.docx"\r\n\r\n{"x" * MOST}')
    body = "\r\n".join([*parts, "--x--\r\n"])
    headers = {"Content_Type": "multipart/form-data; boundary=x", "Referer": f"https://{NAME}/verify"}
    status, told, _text = visitor.send("POST", "/verify", body, **headers)
    assert status == 303
    shown = visitor.send("GET", told["Location"])[2]
    assert "Ошибка:" in shown, "what one process has refused the other one shows with its fault"


class Visitor:
    """Whoever comes through nginx; says of himself what he likes."""

    def __init__(self, folder: Path, port: int) -> None:
        self.context = ssl.create_default_context(cafile=folder / "fullchain.pem")
        self.port, self.cookies = port, dict[str, str]()

    def send(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, http.client.HTTPMessage, str]:
        line = http.client.HTTPSConnection("localhost", self.port, context=self.context, timeout=60)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        told |= {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), "Host": NAME}
        if body:
            plain = {"Content-Type": "application/x-www-form-urlencoded", "Referer": f"https://{NAME}/sign-in"}
            told = plain | told
        line.request(method, path, body or None, told)
        answer = line.getresponse()
        text = answer.read().decode(errors="replace")
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _is, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        line.close()
        return answer.status, answer.headers, text


def test_behind_tls_everything_stays_secure(tmp_path: Path, doors: tuple[list[Flask], int, int]) -> None:
    apps, plain, secure = doors
    app, answered = apps[0], Counter[int]()
    for place, each in enumerate(apps):
        each.before_request(partial(answered.update, [place]))
    line = http.client.HTTPConnection("127.0.0.1", plain, timeout=60)
    line.request("GET", "/help", headers={"Host": NAME})
    moved = line.getresponse()
    assert (moved.status, moved.headers["Location"]) == (301, "https://school.example/help")
    line.close()
    visitor = Visitor(tmp_path, secure)
    lying = {"X_Forwarded_For": "6.6.6.6", "X_Forwarded_Proto": "http", "X_Forwarded_Host": "evil.example"}
    status, headers, text = visitor.send("GET", "/sign-in", **lying)
    assert status == 200
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    (cookie,) = headers.get_all("Set-Cookie", [])
    assert cookie.startswith("__Host-session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    found = TOKEN.search(text)
    assert found is not None
    typed = urlencode({"csrf_token": found[1], "login": LOGIN, "password": PASSWORD})
    status, headers, _text = visitor.send("POST", "/sign-in", typed, **lying)
    assert status in {302, 303}
    assert re.match(r"/|https://school\.example/", headers["Location"]), "a redirect stays with TLS"
    assert [visitor.send("GET", "/staff")[0] for _turn in range(4)] == [200] * 4, "both know who has signed in"
    uploaded(visitor)
    shown = visitor.send("GET", "/network")[2]
    assert "https://school.example/" in shown, "the sheet to hang up names the address with TLS"
    assert "пароли идут по сети открыто" not in shown
    program = a_program(app)
    status, headers, _text = visitor.send("GET", "/api/v1/token", Authorization=f"Bearer {program.token}")
    assert status == 200
    assert headers["Strict-Transport-Security"]
    with app.app_context():
        addresses = {
            line.address for line in read_journal(SCHOOL_ID, Search(), 50).lines if line.action[:8] == "session."
        }
    assert set(answered) == {0, 1}
    assert min(answered.values()) > 2, "the two take turns"
    assert addresses == {"127.0.0.1"}, "the address counted is that of the visitor, whatever he says of himself"
