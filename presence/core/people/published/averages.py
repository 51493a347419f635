"""Minutes a day that people in the United States spent with others, on average.

Kannan V. D., Veazie P. J.: US trends in social isolation, social engagement, and companionship,
nationally and by age, sex, race/ethnicity, family income, and work hours, 2003-2020. SSM -
Population Health 21 (2023), https://doi.org/10.1016/j.ssmph.2022.101331, out of the American Time
Use Survey; the figures as the Surgeon General quotes them in "Our Epidemic of Loneliness and
Isolation" (2023). No more of them is here than could be read there and has its like in the log:
none for other relations, and not the time alone, which is more than sessions with nobody named.

They are of all people of 15 years and older, on all days, and of all their waking time; the log
knows only what was entered.
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

from presence.core.frozen import dataclass
from presence.core.people.relation import Relation
from presence.core.people.with_whom import With

MINUTE = timedelta(minutes=1)
REFERENCE = "Kannan & Veazie 2023, doi:10.1016/j.ssmph.2022.101331"


@dataclass(frozen=True, slots=True)
class Average:
    """So long a day, in that year."""

    year: int
    a_day: timedelta


AVERAGES: Mapping[With, tuple[Average, ...]] = MappingProxyType(
    {
        Relation.FRIEND: (Average(2003, 60 * MINUTE), Average(2020, 20 * MINUTE)),
    }
)
