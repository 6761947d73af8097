"""The knowledge that a promise stands on: what people say, what happens, problems, causes and the plan."""

from lagesbild.models.agreements import CooperationAgreement, DueWarning
from lagesbild.models.base import Layer
from lagesbild.models.causes import Cause, CauseAnalysis, ChainStep, Evidence
from lagesbild.models.dialogues import Breakdown, Dialogue, Finding
from lagesbild.models.hotspots import HotSpot, HotSpotRun
from lagesbild.models.imports import ColumnMapping, ImportBatch, StagedRow
from lagesbild.models.lagesbilder import (
    Lagesbild,
    LagesbildBasis,
    LagesbildProblem,
    LagesbildVersion,
)
from lagesbild.models.places import Place
from lagesbild.models.plans import ActionPlan, Measure, PlanFollowUp
from lagesbild.models.problems import Criterion, Problem, ProblemSource, Score
from lagesbild.models.reports import Category, IncidentReport, ReportCount
from lagesbild.models.secrecy import Disposal, Sharing
from lagesbild.models.statistics import Figure, Series
from lagesbild.models.walks import ChecklistItem, SafetyWalk, WalkPoint

__all__ = [
    "ActionPlan",
    "Breakdown",
    "Category",
    "Cause",
    "CauseAnalysis",
    "ChainStep",
    "ChecklistItem",
    "ColumnMapping",
    "CooperationAgreement",
    "Criterion",
    "Dialogue",
    "Disposal",
    "DueWarning",
    "Evidence",
    "Figure",
    "Finding",
    "HotSpot",
    "HotSpotRun",
    "ImportBatch",
    "IncidentReport",
    "Lagesbild",
    "LagesbildBasis",
    "LagesbildProblem",
    "LagesbildVersion",
    "Layer",
    "Measure",
    "Place",
    "PlanFollowUp",
    "Problem",
    "ProblemSource",
    "ReportCount",
    "SafetyWalk",
    "Score",
    "Series",
    "Sharing",
    "StagedRow",
    "WalkPoint",
]
