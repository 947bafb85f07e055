"""The report on a template for the command line: the same words as on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from sferum_docs.documents.checking.template_check import TemplateReport


def _faults(report: TemplateReport) -> tuple[Fault, ...]:
    """What is owed, with the clauses that are carried out no longer and those that the pack promises."""
    lost = (
        Fault("template_lost_clause", "", {"clause": change.cited}, warning=True)
        for change in report.clauses
        if change.lost
    )
    promised = (
        Fault("no_bookmark", "", {"clause": change.cited}, warning=True)
        for change in report.clauses
        if change.promised and not change.before and not change.after
    )
    return (*report.owed, *lost, *promised)


def as_lines(report: TemplateReport) -> list[str]:
    """One line for each thing that is wrong, and the verdict."""
    told = [item.message() for item in report.findings]
    told += [f"{'Предупреждение' if item.warning else 'Ошибка'}: {item.message()}" for item in _faults(report)]
    told += [f"ГОСТ, новое отступление: {item.message()}" for item in report.departures.required]
    return [*told, _verdict(report)]


def _verdict(report: TemplateReport) -> str:
    if report.errors:
        return f"Включить нельзя. Ошибок: {report.errors}"
    if report.warnings:
        return f"Включить можно, если написать причину. Предупреждений: {report.warnings}"
    return "Ошибок нет."


def as_data(report: TemplateReport) -> list[dict[str, Any]]:
    """The same as plain data: a finding of the engine, or what is owed under the same keys."""
    owed = (
        {
            "code": item.code,
            "severity": item.severity,
            "part": item.place,
            "place": {"paragraph": 0, "cells": [], "text": ""},
            "tag": "",
            "hint": "",
            "message": item.message(),
        }
        for item in _faults(report)
    )
    return [*(item.facts() for item in report.findings), *owed]
