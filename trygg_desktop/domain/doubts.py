"""What is taken in as it was said, and yet deserves a second look: the leader is told, and decides."""

from datetime import date

from trygg_desktop.domain.indicators import first_day_of
from trygg_desktop.messages import N_, Message


def doubt_outcome(ore: int | None) -> Message | None:
    """Return what is odd about an amount that has been spent, in öre: less than nothing."""
    if ore is None or ore >= 0:
        return None
    return N_("The outcome is less than zero. It is taken as it stands: check that it is not a slip.")


def doubt_moment(on: str, today: date) -> Message | None:
    """Return what is odd about the time a value was measured (a partial date or period code): it has not begun yet."""
    try:
        begins = first_day_of(on)
    except ValueError:
        return None
    if begins <= today:
        return None
    return N_("The value is from {begins}, a day that has not come. It is taken as it stands: check it.", begins=begins)
