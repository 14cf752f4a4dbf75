"""Made-up stages of integration: every stage, on and back, decided otherwise than proposed, and not decided yet."""

from datetime import date, timedelta

from apps.core import clock
from apps.core.periods import since
from apps.followups.actions.answering import answer_of
from apps.followups.assessing.evidence import scored
from apps.followups.assessing.stages import Limits, Proposal, judge, propose
from apps.followups.models import Answer, IntegrationStage
from apps.instruments import library
from demo.answering import Answers
from demo.chance import Chance
from demo.households import Home, Settled
from demo.staff import Team

SHOWN = 90  # households of a community with a history of stages
FARING = {"demand": 0.2, "reshaping": 0.65, "equality": 0.95}  # how well they fared when they were asked
TALKED = "与家人当面谈过，按实际情况认定"
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
        self.answers = Answers(Chance(f"stages {settled.site.slug}"))
        self.asked: list[Answer] = []
        self.version = library.currents()["integration"]

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
        Answer.objects.bulk_create(self.asked, batch_size=500)
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
        said: list[tuple[str, date, Proposal]] = []
        for answer in answers[: -1 if turn % 4 == 3 else None]:
            proposal = _proposal(answer)
            day = min(answer.answered_on + timedelta(days=3), self.today)
            if proposal.stage:
                said.append((str(proposal.stage), day, proposal))
        self._keep(home, said)

    def _history(self, home: Home, history: tuple[tuple[str, int], ...]) -> None:
        """Asked three days before each decision, which is not always what the evidence spoke for."""
        said = []
        for stage, ago in history:
            day = self.today - timedelta(days=ago)
            if (answer := self._asked(home, FARING[stage], day - timedelta(days=3))) is not None:
                said.append((stage, day, _proposal(answer)))
        self._keep(home, said)

    def _asked(self, home: Home, faring: float, day: date) -> Answer | None:
        given = self.answers.to(library.definition_of(self.version), faring, day)
        if given is None:
            return None
        row, _said = answer_of(home=home.household, version=self.version, answers=given, by=self.by, day=day)
        self.asked.append(row)
        return row

    def _keep(self, home: Home, said: list[tuple[str, date, Proposal]]) -> None:
        days = [day for _stage, day, _proposal in said]
        before = ""
        for place, (stage, day, proposal) in enumerate(said):
            end = days[place + 1] if place + 1 < len(days) else None
            if end is not None and end <= day:
                continue
            proposed = str(proposal.stage or "")
            back = BACK if _back(before, stage) else TALKED
            self.rows.append(
                IntegrationStage(
                    household=home.household, community=self.settled.community, stage=stage, period=since(day, end),
                    proposed=proposed, evidence=[one.as_json() for one in proposal.evidence], decided_by=self.by,
                    why="" if proposed == stage else back,
                )
            )  # fmt: skip
            before = stage


def _proposal(answer: Answer) -> Proposal:
    return propose(judge(scored(answer.scores), Limits()), Limits())


def _back(before: str, stage: str) -> bool:
    order = ("", "demand", "reshaping", "equality")
    return order.index(stage) < order.index(before)
