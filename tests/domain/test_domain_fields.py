"""Every kind of record and every field that a reader may see has a name in words."""

import dataclasses

import pytest

from trygg_desktop.domain.fields import FIELD_NAMES, RECORD_NAMES, UNSHOWN, name_field
from trygg_desktop.formats import Locale
from trygg_desktop.store.tables import TABLES

TOLD_OTHERWISE = {"provenance", "left_out"}
"""Kept of what was read in, and told in words of their own."""


def test_every_kind_of_record_has_a_name_and_nothing_else_has() -> None:
    assert RECORD_NAMES.keys() == set(TABLES.values())


@pytest.mark.parametrize("kind", [kind for kind, table in TABLES.items() if table not in TOLD_OTHERWISE])
def test_every_field_of_a_record_has_a_name_or_is_never_shown(kind: type) -> None:
    fields = {field.name for field in dataclasses.fields(kind)}
    assert fields - UNSHOWN <= FIELD_NAMES.keys()


def test_every_name_is_that_of_a_field_and_in_swedish(loc: Locale) -> None:
    fields = {field.name for kind in TABLES for field in dataclasses.fields(kind)}
    assert not FIELD_NAMES.keys() - fields
    assert not UNSHOWN - fields
    assert loc.t(name_field("party_id", "measure")) == "Ansvarig lagdel"
    assert loc.t(name_field("party_id", "seat")) == "Lagdel"
