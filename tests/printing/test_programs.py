"""Where LibreOffice is looked for, on machines given as lists of files."""

import pytest

from sferum_docs.printing.office.programs import find_office, pythons

WINDOWS = r"C:\Program Files\LibreOffice\program\soffice.exe"
INNER = "/Contents/MacOS/soffice"
MAC = f"/Applications/LibreOffice.app{INNER}"
MACHINES = [
    pytest.param("linux", {"PATH": "/usr/bin"}, {"/usr/bin/soffice"}, "/usr/bin/soffice", id="Debian"),
    pytest.param("linux", {"PATH": ""}, {"/usr/bin/soffice"}, "/usr/bin/soffice", id="a service with an empty PATH"),
    pytest.param("linux", {}, {"/usr/bin/libreoffice"}, "/usr/bin/libreoffice", id="only the long name"),
    pytest.param(
        "linux", {}, {"/usr/lib64/libreoffice/program/soffice"}, "/usr/lib64/libreoffice/program/soffice", id="Fedora"
    ),
    pytest.param(
        "linux",
        {"PATH": "/opt/new/bin:/usr/bin"},
        {"/usr/bin/soffice", "/opt/new/bin/soffice"},
        "/opt/new/bin/soffice",
        id="the first of the PATH",
    ),
    pytest.param("linux", {"PATH": "/usr/bin:/bin"}, set(), None, id="none"),
    pytest.param(
        "linux",
        {"LIBREOFFICE": "/opt/libreoffice24.8", "PATH": "/usr/bin"},
        {"/usr/bin/soffice", "/opt/libreoffice24.8/program/soffice"},
        "/opt/libreoffice24.8/program/soffice",
        id="the variable names a folder",
    ),
    pytest.param(
        "linux",
        {"LIBREOFFICE": "/opt/x/soffice", "PATH": "/usr/bin"},
        {"/usr/bin/soffice", "/opt/x/soffice"},
        "/opt/x/soffice",
        id="the variable names the program",
    ),
    pytest.param(
        "linux",
        {"LIBREOFFICE": "/gone", "PATH": "/usr/bin"},
        {"/usr/bin/soffice"},
        None,
        id="the variable names nothing: another office would be a surprise",
    ),
    pytest.param("win32", {"ProgramFiles": r"C:\Program Files"}, {WINDOWS}, WINDOWS, id="Windows"),
    pytest.param(
        "win32",
        {"ProgramFiles": r"C:\Program Files (x86)", "ProgramW6432": r"C:\Program Files"},
        {WINDOWS},
        WINDOWS,
        id="64-bit office for a 32-bit Python",
    ),
    pytest.param(
        "win32",
        {"LOCALAPPDATA": r"C:\Users\Зарема\AppData\Local"},
        {r"C:\Users\Зарема\AppData\Local\Programs\LibreOffice\program\soffice.exe"},
        r"C:\Users\Зарема\AppData\Local\Programs\LibreOffice\program\soffice.exe",
        id="Windows, for one user",
    ),
    pytest.param(
        "win32",
        {"PATH": r'C:\Windows;"D:\Мои программы\LO\program"'},
        {r"D:\Мои программы\LO\program\soffice.exe"},
        r"D:\Мои программы\LO\program\soffice.exe",
        id="Windows, in the PATH",
    ),
    pytest.param(
        "win32",
        {"LIBREOFFICE": r'"D:\LO"', "ProgramFiles": r"C:\Program Files"},
        {WINDOWS, r"D:\LO\program\soffice.exe"},
        r"D:\LO\program\soffice.exe",
        id="Windows, the variable in quotes",
    ),
    pytest.param("win32", {}, set(), None, id="Windows without it"),
    pytest.param("darwin", {"HOME": "/Users/z"}, {MAC}, MAC, id="macOS"),
    pytest.param("darwin", {"HOME": "/Users/z"}, {f"/Users/z{MAC}"}, f"/Users/z{MAC}", id="macOS, for one user"),
    pytest.param("darwin", {"LIBREOFFICE": "/x/LO.app"}, {f"/x/LO.app{INNER}"}, f"/x/LO.app{INNER}", id="macOS bundle"),
]


@pytest.mark.parametrize(("platform", "environment", "files", "found"), MACHINES)
def test_the_office_is_found(platform: str, environment: dict[str, str], files: set[str], found: str | None) -> None:
    assert find_office(platform, environment, files.__contains__) == found


@pytest.mark.parametrize(
    ("platform", "office", "files", "found"),
    [
        pytest.param(
            "win32",
            WINDOWS,
            {r"C:\Program Files\LibreOffice\program\python.exe", r"C:\Python311\python.exe"},
            (r"C:\Program Files\LibreOffice\program\python.exe",),
            id="Windows: its own",
        ),
        pytest.param(
            "darwin",
            MAC,
            {"/Applications/LibreOffice.app/Contents/Resources/python", "/usr/bin/python3"},
            ("/Applications/LibreOffice.app/Contents/Resources/python",),
            id="macOS: its own",
        ),
        pytest.param(
            "linux", "/usr/lib/libreoffice/program/soffice", {"/usr/bin/python3"}, ("/usr/bin/python3",), id="Debian"
        ),
        pytest.param(
            "linux",
            "/opt/libreoffice24.8/program/soffice",
            {"/opt/libreoffice24.8/program/python", "/usr/bin/python3"},
            ("/opt/libreoffice24.8/program/python", "/usr/bin/python3"),
            id="from the project's site: its own first",
        ),
        pytest.param("linux", "/usr/lib/libreoffice/program/soffice", set(), (), id="no Python beside it"),
    ],
)
def test_the_pythons_that_may_know_uno(platform: str, office: str, files: set[str], found: tuple[str, ...]) -> None:
    assert pythons(platform, office, files.__contains__) == found
