"""Every kind of record that a project keeps, and its table."""

from typing import Any

from trygg_desktop.domain.collection import Collection
from trygg_desktop.domain.est import EstCount
from trygg_desktop.domain.follow_up import FollowUp, ImportBatch, LeftOut, Provenance
from trygg_desktop.domain.indicators import DefinitionChange, Indicator, Observation, Target
from trygg_desktop.domain.meeting_year import MeetingSeries, StandingItem, WheelEntry
from trygg_desktop.domain.meetings import AgendaItem, Decision, IssuedPack, Meeting, Paper, Task
from trygg_desktop.domain.minutes import Attendance, Correction, Recusal, SealedMinutes
from trygg_desktop.domain.organisation import Area, Body, Classification, Milestone, Party, Place, PlaceStatus, Seat
from trygg_desktop.domain.pack_profiles import PackProfile
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.plan import (
    Activity,
    Cause,
    Goal,
    Measure,
    MeasureIndicator,
    Obstacle,
    ObstacleParty,
    Partner,
    Problem,
)
from trygg_desktop.domain.programme import Programme
from trygg_desktop.domain.reading_rules import ReadingRule

TABLES: dict[type[Any], str] = {
    Programme: "programme",
    Party: "party",
    Body: "body",
    Seat: "seat",
    Area: "area",
    Classification: "classification",
    Place: "place",
    PlaceStatus: "place_status",
    Milestone: "milestone",
    Problem: "problem",
    Cause: "cause",
    Goal: "goal",
    Measure: "measure",
    Partner: "partner",
    Activity: "activity",
    Indicator: "indicator",
    MeasureIndicator: "measure_indicator",
    DefinitionChange: "definition_change",
    Observation: "observation",
    Target: "target",
    Period: "period",
    FollowUp: "follow_up",
    Obstacle: "obstacle",
    ObstacleParty: "obstacle_party",
    Meeting: "meeting",
    AgendaItem: "agenda_item",
    Decision: "decision",
    Task: "task",
    Paper: "paper",
    IssuedPack: "issued_pack",
    ImportBatch: "import_batch",
    Provenance: "provenance",
    LeftOut: "left_out",
    Collection: "collection",
    ReadingRule: "reading_rule",
    EstCount: "est_count",
    MeetingSeries: "meeting_series",
    WheelEntry: "wheel_entry",
    StandingItem: "standing_item",
    Attendance: "attendance",
    Recusal: "recusal",
    SealedMinutes: "sealed_minutes",
    Correction: "correction",
    PackProfile: "pack_profile",
}
"""Every kind of record and its table, parents before children."""
