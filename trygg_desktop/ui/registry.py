"""The pages of the window, in the rail's order. A page's module is imported when the page is first shown."""

from dataclasses import dataclass
from importlib import import_module

from trygg_desktop.messages import N_, Message
from trygg_desktop.ui.page import Page
from trygg_desktop.ui.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class PageEntry:
    """A page by name. ``home_of``: the tables whose rows are shown there when somebody looks for them."""

    key: str
    title: Message
    icon: str
    module: str
    class_name: str
    home_of: tuple[str, ...] = ()

    def make(self, session: Session) -> Page:
        """Import and build the page."""
        module = import_module(f"trygg_desktop.ui.pages.{self.module}")
        page: Page = getattr(module, self.class_name)(session)
        return page


PAGES = (
    PageEntry(
        key="overview",
        title=N_("Overview"),
        icon="mdi6.link-variant",
        module="overview",
        class_name="OverviewPage",
        home_of=("programme",),
    ),
    PageEntry(
        key="organisation",
        title=N_("Organisation"),
        icon="mdi6.sitemap-outline",
        module="organisation",
        class_name="OrganisationPage",
        home_of=("party", "body", "seat"),
    ),
    PageEntry(
        key="situation",
        title=N_("Situation"),
        icon="mdi6.map-search-outline",
        module="situation",
        class_name="SituationPage",
        home_of=("area", "classification", "place", "place_status", "problem", "cause", "est_count"),
    ),
    PageEntry(
        key="plan",
        title=N_("Measure plan"),
        icon="mdi6.format-list-checks",
        module="plan",
        class_name="PlanPage",
        home_of=("measure", "activity", "goal", "partner"),
    ),
    PageEntry(
        key="follow_up",
        title=N_("Follow-up"),
        icon="mdi6.clipboard-check-outline",
        module="follow_up",
        class_name="FollowUpPage",
        home_of=("follow_up", "period", "import_batch", "collection"),
    ),
    PageEntry(
        key="indicators",
        title=N_("Indicators"),
        icon="mdi6.chart-line",
        module="indicators",
        class_name="IndicatorsPage",
        home_of=("indicator", "observation", "target", "definition_change"),
    ),
    PageEntry(
        key="obstacles",
        title=N_("Obstacles"),
        icon="mdi6.alert-octagon-outline",
        module="obstacles",
        class_name="ObstaclesPage",
        home_of=("obstacle",),
    ),
    PageEntry(
        key="meetings",
        title=N_("Meetings"),
        icon="mdi6.account-group-outline",
        module="meetings",
        class_name="MeetingsPage",
        home_of=("meeting", "agenda_item", "decision", "task", "paper", "issued_pack"),
    ),
    PageEntry(
        key="timeline",
        title=N_("Timeline"),
        icon="mdi6.timeline-outline",
        module="timeline",
        class_name="TimelinePage",
        home_of=("milestone",),
    ),
    PageEntry(
        key="history",
        title=N_("History"),
        icon="mdi6.history",
        module="history",
        class_name="HistoryPage",
        home_of=("change_set",),
    ),
)
PAGE_OF_TABLE = {table: entry.key for entry in PAGES for table in entry.home_of}
