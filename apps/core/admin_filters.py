"""Lets a FilterSet drive an admin list: `filterset_class = …` on a ScopedAdmin is all that is needed."""

from typing import Any

from django.http import HttpRequest
from unfold.views import ChangeList

from apps.core.filters import FilterSet

VIEW = "view"  # ?view=all is the whole list, also for those whose list opens with a filter


class FilterSetChangeList(ChangeList):
    """A change list whose rows pass through the model's FilterSet, with the same query string as the API."""

    filterset: FilterSet

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        """What is left for Django's own filters: without the parameters of the filter set."""
        ours = self.model_admin.filterset_class.parameters() | {VIEW}
        return {name: value for name, value in super().get_filters_params(params).items() if name not in ours}

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        """The scoped rows, narrowed by the filter set, then searched and ordered as usual."""
        self.filterset = self.model_admin.filterset_class(request.GET, queryset=self.root_queryset, request=request)
        self.root_queryset = self.filterset.qs
        if "q" in self.filterset.filters:
            self.query = ""  # the filter set has searched; search_fields are for autocompletion
        queryset = super().get_queryset(request, exclude_parameters)
        self.has_active_filters = self.has_active_filters or self.filterset.active
        return queryset

    @property
    def kept_parameters(self) -> list[tuple[str, str]]:
        """The rest of the query string (ordering, pop-up), which a new filter keeps."""
        ours = self.filterset.parameters()
        return [(name, value) for name, value in self.params.items() if name not in ours and value]
