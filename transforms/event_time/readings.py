"""What each kind of time pattern means: the table that data files name by `read`."""

from collections.abc import Mapping
from typing import Final

from transforms.event_time import named, nth, relative
from transforms.event_time.moments import Read

READINGS: Final[Mapping[str, Read]] = {
    "date": named.read_date,
    "days": named.read_days,
    "numeric": named.read_numeric,
    "month": named.read_month,
    "season": named.read_season,
    "year": named.read_year,
    "years": named.read_years,
    "decade": named.read_decade,
    "unit": relative.read_unit,
    "span": relative.read_span,
    "so_far": relative.read_so_far,
    "rest": relative.read_rest,
    "lately": relative.read_lately,
    "hour": relative.read_hour,
    "run": relative.read_run,
    "ago": relative.read_ago,
    "hence": relative.read_hence,
    "within": relative.read_within,
    "weekday": relative.read_weekday,
    "day": relative.read_day,
    "night": relative.read_night,
    "era": named.read_era,
    "landmark": named.read_landmark,
    "anniversary": named.read_anniversary,
    "day_of_month": named.read_day_of_month,
    "weekend": relative.read_weekend,
    "nth": nth.read_nth,
    "holiday": named.read_holiday,
    "day_month": named.read_day_month,
}
