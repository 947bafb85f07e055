"""The settings a printing office runs with: it opens what it is given and nothing that this points to."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from pathlib import Path

MAIN_PART = "word/document.xml"
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_INET = "/org.openoffice.Inet/Settings"
# names: the registry schemas of LibreOffice (officecfg/registry/schema); one it does not know it leaves alone
_SETTINGS: tuple[tuple[str, str, object], ...] = (
    (_SCRIPTING, "DisableMacrosExecution", True),
    (_SCRIPTING, "MacroSecurityLevel", 3),
    (_SCRIPTING, "DisableActiveContent", True),
    (_SCRIPTING, "BlockUntrustedRefererLinks", True),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", 0),
    # whatever still asks for an address on the net is sent to a port where nobody listens
    (_INET, "ooInetProxyType", 2),
    (_INET, "ooInetHTTPProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPProxyPort", 9),
    (_INET, "ooInetHTTPSProxyName", "127.0.0.1"),
    (_INET, "ooInetHTTPSProxyPort", 9),
    (_INET, "ooInetFTPProxyName", "127.0.0.1"),
    (_INET, "ooInetFTPProxyPort", 9),
    (_INET, "ooInetNoProxy", ""),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", False),
    ("/org.openoffice.Office.Common/Misc", "CrashReport", False),
    ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", False),
    ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", False),
)


def make_profile(folder: Path) -> str:
    """Writes the settings into a fresh profile; gives its address as the office wants it."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
    return folder.resolve().as_uri()


def is_docx(content: bytes) -> bool:
    """Whether this is a Word document at all: the office would print any other bytes as a text."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return MAIN_PART in archive.namelist()
    except (zipfile.BadZipFile, ValueError):
        return False


def _registry() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{_text(value)}</value></prop></item>\n'
        for path, name, value in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n'
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(str(value))
