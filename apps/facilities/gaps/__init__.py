"""Gap analysis: which facilities a community or a building lacks, by the county's standards and the minutes on foot.

`judge` holds the rules and knows no database; `gather` reads everything in a fixed number of queries.
"""

from apps.facilities.gaps.gather import Matrix, concerned_on, gather
from apps.facilities.gaps.judge import GAPS, Cell, Finding, Status, judge

__all__ = ["GAPS", "Cell", "Finding", "Matrix", "Status", "concerned_on", "gather", "judge"]
