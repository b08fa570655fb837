"""News of measured values that rest on few answers: marked as such, so that the public pack can leave them out."""

from datetime import datetime

from trygg_desktop.domain.indicators import Indicator, Observation
from trygg_desktop.formats import Locale
from trygg_desktop.store.project import Project
from trygg_desktop.workflows.news import tell_news

_LONG_AGO = datetime(2000, 1, 1)


def test_a_line_is_marked_when_any_value_in_it_rests_on_few_answers(project: Project, loc: Locale) -> None:
    with project.change("Mät") as step:
        for number, (earlier, later) in enumerate(((3, 20), (20, 4), (20, 30), (None, None)), 1):
            row_id = step.add(Indicator(code=f"I{number}", name=f"Mått {number}", unit="procent"))
            step.add(Observation(indicator_id=row_id, on="2024", value=33.25, n=earlier))
            step.add(Observation(indicator_id=row_id, on="2025", value=40.5, n=later))
    told = {line.what: line for line in tell_news(project, _LONG_AGO, loc)}
    lines = [told[f"Mått {number}, 2025"] for number in (1, 2, 3, 4)]
    assert [line.rests_on_few for line in lines] == [True, True, False, False]
    assert [line.indicator_id for line in lines] == [1, 2, 3, 4]
    assert told["Mått 1, 2024"].rests_on_few
    assert told["I1 Mått 1"].indicator_id is None
