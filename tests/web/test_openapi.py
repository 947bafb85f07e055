"""The document of the API: valid by the official schema of OpenAPI 3.1, whole, and in Russian."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flask import Flask
from jsonschema import Draft202012Validator

from sferum_docs.services.users.tokens import Scope
from sferum_docs.web.api.openapi import document
from sferum_docs.web.api.rights import PAGES, WORDS
from sferum_docs.web.api.table import OPERATIONS
from sferum_docs.web.protection.access_table import ACCESS
from tests.web.api_client import follows
from tests.web.conftest import stranger_of
from tests.web.pages import SchoolClient

# of the OpenAPI Initiative, as published for version 3.1: https://spec.openapis.org/oas/3.1/schema
OFFICIAL = json.loads(Path(__file__).with_name("openapi_3_1.json").read_text(encoding="utf-8"))
RUSSIAN = re.compile("[а-яё]")


def every(value: Any) -> Iterator[dict[str, Any]]:
    """All records within."""
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from every(item)
    elif isinstance(value, list):
        for item in value:
            yield from every(item)


def test_the_document_is_what_openapi_says_it_must_be() -> None:
    faults = [f"{fault.json_path}: {fault.message}" for fault in Draft202012Validator(OFFICIAL).iter_errors(document())]
    assert faults == []
    for schema in document()["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_every_reference_leads_somewhere_and_everything_named_is_used() -> None:
    named = {item["$ref"] for item in every(document()) if "$ref" in item}
    known = {
        f"#/components/{kind}/{name}"
        for kind, items in document()["components"].items()
        for name in items
        if kind != "securitySchemes"
    }
    assert named <= known
    assert {name for name in known - named if "/schemas/" in name} == set()


def test_every_operation_says_in_russian_what_it_does_and_what_its_address_takes() -> None:
    ids = [operation.id for operation in OPERATIONS]
    assert len({*ids}) == len(ids)
    for path, methods in document()["paths"].items():
        for told in methods.values():
            assert RUSSIAN.search(told["summary"]), path
            assert RUSSIAN.search(told["description"]), path
            asked = {item["name"] for item in told.get("parameters", ()) if item["in"] == "path"}
            assert asked == set(re.findall(r"{(\w+)}", path)), path
            for item in told.get("parameters", ()):
                assert RUSSIAN.search(item["description"]), f"{path}: {item['name']}"
            for content in told.get("requestBody", {}).get("content", {}).values():
                if "example" in content:
                    follows(content["schema"]["$ref"].rpartition("/")[2], content["example"])


def test_every_scope_stands_for_a_page_and_is_said_in_words() -> None:
    assert set(PAGES) == set(WORDS) == set(Scope)
    assert {*PAGES.values()} <= {*ACCESS}
    assert {operation.scope for operation in OPERATIONS} == {*Scope, None}
    free = {operation.id for operation in OPERATIONS if operation.scope is None}
    assert free == {"token.read", "acts.list"}, "what any token opens is decided here"


def test_whoever_changes_names_what_she_saw_and_whoever_makes_names_a_key() -> None:
    for operation in OPERATIONS:
        writes = operation.method != "GET"
        assert writes == (operation.takes is not None), operation.id
        assert (operation.method == "POST") == operation.keyed, operation.id
        assert (operation.method in {"PUT", "PATCH"}) == operation.changes, operation.id


def test_the_document_and_its_page_are_served(app: Flask, client: SchoolClient) -> None:
    answer = stranger_of(app).get("/api/openapi.json")
    assert answer.mimetype == "application/json"
    assert answer.json == json.loads(json.dumps(document()))
    page = client.page("/api")
    for operation in OPERATIONS:
        assert operation.title in page.main
    assert page.root.xpath("//tr[@id='429']")
