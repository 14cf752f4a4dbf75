"""The API: who may, how it pages, what its schema calls things."""

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["apps.core.api_defaults.StaffModelPermissions"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_PAGINATION_CLASS": "apps.core.api_defaults.Pagination",
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "EXCEPTION_HANDLER": "apps.core.handlers.api_exception_handler",
    "DEFAULT_VERSIONING_CLASS": None,
    "PAGE_SIZE": 25,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Anju API",
    "DESCRIPTION": "Reading and acting on what a relocation community's staff see, within their scope.",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    # Fields of one name with different choices, each with a name of its own.
    "ENUM_NAME_OVERRIDES": {
        "ComplaintCategoryEnum": "apps.complaints.vocabulary.Category",
        "ComplaintChannelEnum": "apps.complaints.vocabulary.Channel",
        "ComplaintKindEnum": "apps.complaints.vocabulary.Kind",
        "ComplaintStateEnum": "apps.complaints.workflow.State",
        "DisabilityCategoryEnum": "apps.households.vocabulary.DisabilityCategory",
        "DisabilityGradeEnum": "apps.households.vocabulary.DisabilityGrade",
        "DatumEnum": "apps.core.geo.coordinates.Datum",
        "FacilityKindEnum": "apps.facilities.vocabulary.Kind",
        "FacilityStateEnum": "apps.facilities.workflow.State",
        "LandKindEnum": "apps.farmland.vocabulary.LandKind",
        "LandUseEnum": "apps.farmland.vocabulary.Use",
        "LifeEventKindEnum": "apps.households.models.event.EventKind",
        "MergeKindEnum": "apps.households.models.duplicate.Merged",
        "PreferredChannelEnum": "apps.households.vocabulary.Channel",
        "HouseholdClassEnum": "apps.households.vocabulary.HouseholdClass",
        "ReportStateEnum": "apps.reports.workflow.State",
        "RosterStateEnum": "apps.core.sheets.workflow.State",
        "TransferStateEnum": "apps.households.transfers.workflow.State",
    },
}
