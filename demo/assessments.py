"""Made-up stages of integration: every stage, on and back, decided otherwise than proposed, and not decided yet."""

from datetime import date, timedelta
from typing import Any

from apps.core import clock
from apps.core.periods import since
from apps.followups.assessing.evidence import scored
from apps.followups.assessing.stages import Limits, Proposal, judge, propose
from apps.followups.models import Answer, IntegrationStage
from demo.households import Home, Settled
from demo.staff import Team

SHOWN = 90  # households of a community with a history of stages
FIRST = "首次入户评估后认定"
# Of households whose answers are not told of: stage and how many days ago it was decided, the oldest first.
HISTORIES: tuple[tuple[tuple[str, int], ...], ...] = (
    (("demand", 420), ("reshaping", 150)),
    (("demand", 440), ("reshaping", 260), ("equality", 60)),
    (("reshaping", 390),),
    (("equality", 400), ("reshaping", 45)),
    (("demand", 230),),
    (("reshaping", 410), ("equality", 100)),
    (("demand", 380),),
    (("reshaping", 350), ("demand", 30)),
    (("equality", 430),),
    (),
)
BACK = "家中主要劳力失业，想搬回老家"


class Assessments:
    """The stages of one community; answers of visits that were laid before are decided on."""

    def __init__(self, settled: Settled, team: Team) -> None:
        self.settled, self.by, self.today = settled, team.manager, clock.today()
        self.rows: list[IntegrationStage] = []

    def lay(self) -> int:
        """Everything; how many decisions there are."""
        homes = self.settled.still_here()[:SHOWN]
        told = self._told(homes)
        for turn, home in enumerate(homes):
            answers = told.get(home.household.pk)
            if answers:
                self._decided(home, answers, turn)
            else:
                self._history(home, HISTORIES[turn % len(HISTORIES)])
        IntegrationStage.objects.bulk_create(self.rows, batch_size=500)
        return len(self.rows)

    def _told(self, homes: list[Home]) -> dict[int, list[Answer]]:
        found: dict[int, list[Answer]] = {}
        rows = Answer.objects.filter(
            household__in=[home.household.pk for home in homes], version__instrument__key="integration"
        )
        for row in rows.order_by("answered_on", "pk"):
            found.setdefault(row.household_id, []).append(row)
        return found

    def _decided(self, home: Home, answers: list[Answer], turn: int) -> None:
        """As the evidence of each answer speaks, three days later; every fourth household waits for a decision."""
        said: list[tuple[str, date, Proposal | None]] = []
        for answer in answers[: -1 if turn % 4 == 3 else None]:
            proposal = propose(judge(scored(answer.scores), Limits()), Limits())
            day = min(answer.answered_on + timedelta(days=3), self.today)
            if proposal.stage:
                said.append((str(proposal.stage), day, proposal))
        self._keep(home, said)

    def _history(self, home: Home, history: tuple[tuple[str, int], ...]) -> None:
        self._keep(home, [(stage, self.today - timedelta(days=ago), None) for stage, ago in history])

    def _keep(self, home: Home, said: list[tuple[str, date, Proposal | None]]) -> None:
        days = [day for _stage, day, _proposal in said]
        before = ""
        for place, (stage, day, proposal) in enumerate(said):
            end = days[place + 1] if place + 1 < len(days) else None
            if end is not None and end <= day:
                continue
            evidence: list[Any] = [one.as_json() for one in proposal.evidence] if proposal else []
            self.rows.append(
                IntegrationStage(
                    household=home.household, community=self.settled.community, stage=stage, period=since(day, end),
                    proposed=stage if proposal else "", evidence=evidence, decided_by=self.by,
                    why="" if proposal else BACK if _back(before, stage) else FIRST,
                )
            )  # fmt: skip
            before = stage


def _back(before: str, stage: str) -> bool:
    order = ("", "demand", "reshaping", "equality")
    return order.index(stage) < order.index(before)
