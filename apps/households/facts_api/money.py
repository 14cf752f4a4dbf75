"""Income, large expenses and vegetable spending through the API."""

from typing import Any

from rest_framework import serializers

from apps.households import actions
from apps.households.facts_api.base import FactFilter, FactInput, FactViewSet, records
from apps.households.models import Expense, Income, VegetableSpending
from apps.households.vocabulary import IncomeSource


class IncomeSerializer(serializers.ModelSerializer):
    """Income of one year from one source, yuan."""

    class Meta:
        model = Income
        fields = ("id", "household", "year", "source", "amount")
        read_only_fields = fields


class IncomeInput(FactInput):
    """Income of one year from one source, yuan; 0 says that there was none."""

    source = serializers.ChoiceField(choices=IncomeSource.choices)  # type: ignore[assignment]

    class Meta:
        model = Income
        fields = ("household", "year", "source", "amount")


class IncomeFilter(FactFilter):
    class Meta:
        model = Income
        fields = ("year", "source")


@records(IncomeInput, IncomeSerializer)
class IncomeViewSet(FactViewSet):
    """Income by year and source."""

    model = Income
    filterset_class = IncomeFilter

    def record(self, **given: Any) -> Income:
        amounts = {given.pop("source"): given.pop("amount")}
        return actions.income_record(amounts=amounts, **given)[0]


class ExpenseSerializer(serializers.ModelSerializer):
    """A large expense of one year, yuan."""

    class Meta:
        model = Expense
        fields = ("id", "household", "year", "kind", "amount", "note")
        read_only_fields = fields


class ExpenseInput(FactInput):
    """A large expense of one year, yuan."""

    class Meta:
        model = Expense
        fields = ("household", "year", "kind", "amount", "note")


class ExpenseFilter(FactFilter):
    class Meta:
        model = Expense
        fields = ("year", "kind")


@records(ExpenseInput, ExpenseSerializer)
class ExpenseViewSet(FactViewSet):
    """Large expenses."""

    model = Expense
    filterset_class = ExpenseFilter

    def record(self, **given: Any) -> Expense:
        return actions.expense_record(**given)


class VegetableSpendingSerializer(serializers.ModelSerializer):
    """Vegetables, yuan a month, as asked on a day."""

    class Meta:
        model = VegetableSpending
        fields = ("id", "household", "phase", "yuan_a_month", "asked_on")
        read_only_fields = fields


class VegetableSpendingInput(FactInput):
    """Vegetables, yuan a month, as asked on a day (today)."""

    class Meta:
        model = VegetableSpending
        fields = ("household", "phase", "yuan_a_month", "asked_on")


class VegetableSpendingFilter(FactFilter):
    class Meta:
        model = VegetableSpending
        fields = ("phase",)


@records(VegetableSpendingInput, VegetableSpendingSerializer)
class VegetableSpendingViewSet(FactViewSet):
    """Vegetable spending before and after the move."""

    model = VegetableSpending
    filterset_class = VegetableSpendingFilter

    def record(self, **given: Any) -> VegetableSpending:
        return actions.vegetables_record(**given)
