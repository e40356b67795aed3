"""Days on which hours are not what they are on others: Vietnam's public holidays, as far as a calendar can know them."""

from datetime import date, timedelta

from .lunar import LunarDate, to_solar

SOLAR = ((1, 1), (4, 30), (5, 1), (9, 1), (9, 2), (9, 3))  # 2 September and, as each year decides, the day before or after
HUNG_KINGS = (3, 10)
# Tết has five days off; which of those before and after the first day, the government decides each year.
TET_FROM, TET_TO = -2, 4


def find_holidays(year: int) -> list[date]:
    """Public holidays of a solar year in order, with the days that may be among them (Labour Code 2019, article 112).

    Days moved from one place to another for a year, and those added later, are not known here.
    """
    tet = to_solar(LunarDate(year, 1, 1))
    around = [tet + timedelta(days=n) for n in range(TET_FROM, TET_TO + 1)]
    return sorted([*(date(year, *day) for day in SOLAR), *around, to_solar(LunarDate(year, *HUNG_KINGS))])
