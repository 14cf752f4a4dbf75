"""Points, awards, rewards and redemptions through the REST API."""

from apps.core.api import ScopedReadViewSet
from apps.core.api_posts import Registers, changes, creates, keyed, posts
from apps.core.lists.api import ExportMixin
from apps.neighbourhood import actions
from apps.neighbourhood.api.base import KEYED, step
from apps.neighbourhood.api.inputs import AwardInput, RedeemInput, RewardChange, RewardInput, StockInput
from apps.neighbourhood.api.serializers import (
    AccountSerializer,
    AwardSerializer,
    PointsEntrySerializer,
    RedemptionSerializer,
    RewardSerializer,
)
from apps.neighbourhood.filters import AccountFilter, AwardFilter, LedgerFilter, RedemptionFilter, RewardFilter
from apps.neighbourhood.models import Award, PointsAccount, PointsEntry, Redemption, Reward


class AccountViewSet(ExportMixin, ScopedReadViewSet):
    """What households have now, by code."""

    model = PointsAccount
    queryset = PointsAccount.objects.none()
    filterset_class = AccountFilter
    serializer_class = AccountSerializer
    joins = ("household",)
    order = ("household__code", "pk")


class LedgerViewSet(ExportMixin, ScopedReadViewSet):
    """Every line that changed a balance."""

    model = PointsEntry
    queryset = PointsEntry.objects.none()
    filterset_class = LedgerFilter
    serializer_class = PointsEntrySerializer
    joins = ("household",)
    order = ("-at", "-pk")


class AwardViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """Awards; POST awards points to a household."""

    model = Award
    queryset = Award.objects.none()
    filterset_class = AwardFilter
    serializer_class = AwardSerializer
    joins = ("household",)
    order = ("-made_at", "-pk")

    create = creates(
        AwardInput,
        lambda user, given: actions.award_make(by=user, **keyed(given, user, KEYED)),
        AwardSerializer,
        "awards_make",
    )
    grant = step("award", "grant", AwardSerializer)
    refuse = step("award", "refuse", AwardSerializer)
    reverse = step("award", "reverse", AwardSerializer)


class RewardViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """What points are redeemed for."""

    model = Reward
    queryset = Reward.objects.none()
    filterset_class = RewardFilter
    serializer_class = RewardSerializer
    joins = ("community",)
    order = ("community", "points", "name", "pk")

    create = creates(
        RewardInput, lambda user, given: actions.reward_register(by=user, **given), RewardSerializer, "rewards_register"
    )
    partial_update = changes(
        RewardChange, lambda row, user, given: actions.reward_change(reward=row, by=user, **given), RewardSerializer,
        "rewards_change",
    )  # fmt: skip
    stock = posts(
        "stock", StockInput, lambda row, user, given: actions.stock_move(reward=row, by=user, **given),
        RewardSerializer, "rewards_stock",
    )  # fmt: skip


class RedemptionViewSet(ExportMixin, Registers, ScopedReadViewSet):
    """Redemptions; POST redeems points of a household."""

    model = Redemption
    queryset = Redemption.objects.none()
    filterset_class = RedemptionFilter
    serializer_class = RedemptionSerializer
    joins = ("household", "reward")
    order = ("-asked_at", "-pk")

    create = creates(
        RedeemInput, lambda user, given: actions.redemption_ask(by=user, **keyed(given, user, KEYED))[0],
        RedemptionSerializer, "redemptions_ask",
    )  # fmt: skip
    hand_out = step("redemption", "hand_out", RedemptionSerializer)
    refuse = step("redemption", "refuse", RedemptionSerializer)
    cancel = step("redemption", "cancel", RedemptionSerializer)
