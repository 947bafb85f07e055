"""A file with a school and the packet it wants: a JSON file of a user, or the sample of a pack."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.requests.request import read_request
from sferum_docs.packs.reader import SAMPLE_FILE, read_toml
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_school
from sferum_docs.services.packs.choose import sound_packs
from sferum_docs.services.school.holidays import days_off
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.services.school.roles import role_labels

if TYPE_CHECKING:
    from pathlib import Path

    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


@dataclass(frozen=True)
class SchoolFile:
    """What such a file holds; warnings do not stop the work."""

    school: School
    request: PacketRequest
    warnings: tuple[Fault, ...]


def read_sample(pack: Pack, preset: str | None = None, documents: Sequence[str] = ()) -> SchoolFile:
    """The demonstration school of a pack, with the packet it names, another preset or these documents."""
    data = dict(read_toml(pack.folder / SAMPLE_FILE))
    packet = data.get("packet")
    if isinstance(packet, Mapping) or preset is not None or documents:
        packet = packet if isinstance(packet, Mapping) else {}
        named = {**packet, **({"preset": preset} if preset is not None else {})}
        data["packet"] = _of_chosen({**named, **({"documents": [*documents]} if documents else {})}, pack)
    return _read(data, pack, SAMPLE_FILE)


def _of_chosen(packet: Mapping[str, Any], pack: Pack) -> Mapping[str, Any]:
    """The packet of a sample without the answers of documents that are not chosen: it has them for every set."""
    if not isinstance(packet.get("answers"), Mapping):
        return packet
    known = pack.preset(str(packet.get("preset", "")))
    chosen = packet.get("documents") or (known.documents if known else ())
    return {
        **packet,
        "answers": {name: row for name, row in packet["answers"].items() if name in chosen or name not in pack.by_id},
    }


def read_json(path: Path, pack: Pack) -> SchoolFile:
    """A user's file. FaultsError holds every fault with its place."""
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        fault = Fault("no_file", path.name)
    except UnicodeDecodeError:
        fault = Fault("not_utf8", path.name)
    except json.JSONDecodeError as error:
        values = {"reason": error.msg, "line": error.lineno, "column": error.colno}
        fault = Fault("not_json", path.name, values)
    except ValueError as error:  # a number of thousands of digits
        fault = Fault("not_json", path.name, {"reason": error, "line": 1, "column": 1})
    except RecursionError:
        fault = Fault("not_json", path.name, {"reason": "слишком глубокая вложенность", "line": 1, "column": 1})
    else:
        return _read(data, pack, path.name)
    raise FaultsError([fault])


def _read(data: object, pack: Pack, name: str) -> SchoolFile:
    faults: list[Fault] = []
    root = Record(data, "", faults)
    school = read_school(root.record("school"), sex_of_name, role_labels([pack, *sound_packs()]))
    of_body = pack if school is None else pack.of_school(school)
    request = read_request(root.record("packet"), of_body, days_off(school, pack))
    root.done()
    errors = [fault for fault in faults if not fault.warning]
    if errors or school is None or request is None:
        raise FaultsError([Fault(fault.code, f"{name}: {fault.place}", fault.values) for fault in errors])
    return SchoolFile(school, request, tuple(fault for fault in faults if fault.warning))
