"""The long-lived converter: run by a Python that knows `uno`, asked and answering in lines of JSON.

Arguments: the office program and the address of its profile. It starts an office of its own on a pipe, says
{"ready": true}, then answers each {"source": address, "target": address} with {"done": true or false}. It ends
when its input ends, and takes its office along. This file is also run by the Python inside LibreOffice, which
may be as old as 3.8, and sees no other module of ours.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Mapping

IMPORT_FILTER = "MS Word 2007 XML"
EXPORT_FILTER = "writer_pdf_Export"
# com.sun.star.document.PDFExport: every font goes along, so that the page looks the same everywhere; headings, lists
# and tables are marked (PDF/UA-1, ISO 14289-1), so that a page can be read out
EXPORT = {"EmbedStandardFonts": True, "UseTaggedPDF": True, "PDFUACompliance": True, "ExportBookmarks": False}
NEVER = 0  # com.sun.star.document.MacroExecMode.NEVER_EXECUTE and UpdateDocMode.NO_UPDATE

_SECONDS_TO_START = 60.0
_SECONDS_TO_STOP = 5.0
_PAUSE = 0.05


def main(office: str, profile: str) -> int:
    """Serves until the input ends; the exit code says whether the office was there to the end."""
    try:
        import uno  # noqa: PLC0415  only the office's own Python has it; ours reads the settings above
    except ImportError:
        return 2
    pipe = "sferum" + uuid4().hex
    process = subprocess.Popen(  # noqa: S603  the program our caller found; no shell
        [
            office,
            "-env:UserInstallation=" + profile,
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            "--accept=pipe,name=" + pipe + ";urp;",
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    desktop = _connect(uno, pipe, process)
    if desktop is not None:
        _say({"ready": True})
        if _serve(uno, desktop):
            _stop(desktop, process)
            return 0
    _say({"gone": True})
    sys.stdin.read()  # while this process lives, what is left of the office can be found and ended with it
    return 1


def _serve(uno: Any, desktop: Any) -> bool:
    """Whether the office was there until the input ended."""
    for line in sys.stdin:
        asked = json.loads(line)
        done = _convert(uno, desktop, asked["source"], asked["target"])
        if done is None:
            return False
        _say({"done": done})
    return True


def _stop(desktop: Any, process: subprocess.Popen[bytes]) -> None:
    with suppress(Exception):  # it may break the line before it answers
        desktop.terminate()
    try:
        process.wait(_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()


def _connect(uno: Any, pipe: str, process: subprocess.Popen[bytes]) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    address = "uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext"
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end and process.poll() is None:
        try:
            context = resolver.resolve(address)
        except Exception:  # noqa: BLE001  NoConnectException while the office is still starting; UNO's, not Python's
            time.sleep(_PAUSE)
            continue
        return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    return None


def _convert(uno: Any, desktop: Any, source: str, target: str) -> bool | None:
    """Whether a PDF was written; None when the office is gone."""
    document = None
    try:
        document = desktop.loadComponentFromURL(source, "_blank", 0, _load_settings(uno))
        if document is not None:
            document.storeToURL(target, _store_settings(uno))
    except Exception:  # noqa: BLE001  UNO raises classes of its own for a file that it cannot read
        return False if _lives(desktop) else None
    finally:
        _close(document)
    return document is not None


def _load_settings(uno: Any) -> tuple[Any, ...]:
    return _values(
        uno,
        {
            "Hidden": True,
            "ReadOnly": True,
            "FilterName": IMPORT_FILTER,
            "MacroExecutionMode": uno.Any("short", NEVER),
            "UpdateDocMode": uno.Any("short", NEVER),
        },
    )


def _store_settings(uno: Any) -> tuple[Any, ...]:
    data = uno.Any("[]com.sun.star.beans.PropertyValue", _values(uno, EXPORT))
    return _values(uno, {"FilterName": EXPORT_FILTER, "FilterData": data})


def _values(uno: Any, settings: Mapping[str, Any]) -> tuple[Any, ...]:
    values = []
    for name, setting in settings.items():
        value = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        value.Name, value.Value = name, setting
        values.append(value)
    return tuple(values)


def _lives(desktop: Any) -> bool:
    try:
        desktop.getCurrentComponent()
    except Exception:  # noqa: BLE001  DisposedException: the other end is closed
        return False
    return True


def _close(document: Any) -> None:
    with suppress(Exception):  # gone with its office; the next call notices
        if document is not None:
            document.close(True)  # noqa: FBT003  UNO takes arguments by place only


def _say(answer: Mapping[str, bool]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
