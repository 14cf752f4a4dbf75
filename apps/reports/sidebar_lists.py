"""The nouns of the sidebar, and which lists stand under each: the tabs over them."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OF_HOUSEHOLDS = (
    "household", "member", "contact", "likelypair", "likelyhouseholds", "mergerecord", "lifeevent", "transfer",
    "consent", "bankaccount", "erasure",
)  # fmt: skip
OF_VISITS = ("task", "caseload", "level", "occasion", "visitclash", "answer")
OF_GARDENS = (
    "gardenzone", "gardenplot", "toollocker", "gardenrequest", "objection", "gardenoffer", "gardentenure",
    "plotswap", "waitlistentry", "gardenimport",
)  # fmt: skip

OF_SHUTTLES = (
    "booking", "standingbooking", "ridewish", "shuttleseason", "run", "shuttleplan", "shuttleroute", "shuttlestop",
    "servicepattern", "vehicle", "driver",
)  # fmt: skip


OF_LIFE = (
    "competitionentry", "competitionobjection", "award", "pointsaccount", "pointsentry", "reward", "redemption",
    "residentsgroup", "meeting", "meetingdecision", "activity", "signup",
)  # fmt: skip

# Page, icon, words; the models of the app whose pages stand under the same line.
Line = tuple[str, str, Any] | tuple[str, str, Any, tuple[str, ...]]

NOUNS: tuple[Line, ...] = (
    ("admin:index", "today", pgettext_lazy("page", "Today")),
    ("admin:households_household_changelist", "home", _("Households"), OF_HOUSEHOLDS),
    ("admin:followups_visit_changelist", "directions_walk", pgettext_lazy("followups", "Visits"), OF_VISITS),
    (
        "admin:farmland_parcel_changelist", "agriculture", pgettext_lazy("sidebar", "Fields"),
        ("village", "crop", "busyseason", "parcelimport"),
    ),
    ("admin:gardens_gardenround_changelist", "yard", pgettext_lazy("sidebar", "Garden plots"), OF_GARDENS),
    ("admin:shuttles_trip_changelist", "directions_bus", pgettext_lazy("sidebar", "Shuttles"), OF_SHUTTLES),
    ("admin:neighbourhood_competition_changelist", "diversity_3", _("Community life"), OF_LIFE),
    ("admin:households_rosterimport_changelist", "upload_file", _("Roster import")),
    ("admin:complaints_complaint_changelist", "forum", _("Complaints")),
    (
        "admin:facilities_facility_changelist", "apartment", _("Facilities"),
        ("facilitydefect", "facilitystandard", "facilityimport"),
    ),
    ("admin:reports_monthlyreport_changelist", "summarize", _("Reports")),
)  # fmt: skip

SETTINGS: tuple[Line, ...] = (
    ("admin:core_datedsetting_changelist", "tune", _("Rules and clocks")),
    ("admin:communities_calendarday_changelist", "calendar_month", _("Working calendar")),
    (
        "admin:communities_community_changelist", "location_city", _("Communities and buildings"),
        ("township", "building", "dwelling"),
    ),
    ("admin:accounts_staff_changelist", "badge", _("People and access"), ("assignment", "accesslog", "fielddevice")),
    ("admin:instruments_instrument_changelist", "quiz", _("Questionnaires"), ("instrumentversion",)),
    ("admin:households_skill_changelist", "construction", _("Skills")),
    ("admin:households_columnmeaning_changelist", "view_column", _("Columns remembered")),
)  # fmt: skip

TABS = (
    (
        "households",
        (
            ("household", _("Households")),
            ("member", _("People")),
            ("contact", _("Phone numbers")),
            ("lifeevent", _("Life events")),
            ("transfer", _("Transfers")),
            ("likelypair", _("Likely duplicates")),
            ("likelyhouseholds", _("Households twice")),
            ("mergerecord", _("Merges")),
            ("consent", _("Consents")),
            ("bankaccount", _("Bank accounts")),
            ("erasure", _("Due for erasure")),
        ),
    ),
    (
        "followups",
        (
            ("visit", pgettext_lazy("followups", "Visits")),
            ("task", pgettext_lazy("followups", "Tasks")),
            ("caseload", _("Caseloads")),
            ("level", _("Risk levels")),
            ("occasion", pgettext_lazy("followups", "What happened")),
            ("visitclash", _("Two answers")),
            ("answer", pgettext_lazy("followups", "Filled in")),
        ),
    ),
    (
        "farmland",
        (
            ("parcel", pgettext_lazy("sidebar", "Fields")),
            ("village", _("Villages")),
            ("crop", _("Crops")),
            ("busyseason", _("Busy seasons")),
        ),
    ),
    (
        "gardens",
        (
            ("gardenround", _("Rounds")),
            ("gardenrequest", _("Requests")),
            ("objection", _("Objections")),
            ("gardenoffer", _("Signing")),
            ("gardentenure", _("Plots in use")),
            ("plotswap", _("Swaps")),
            ("waitlistentry", _("Waitlist")),
            ("gardenzone", _("Zones")),
            ("gardenplot", _("Plots")),
            ("toollocker", _("Tool lockers")),
        ),
    ),
    (
        "shuttles",
        (
            ("trip", _("Trips")),
            ("booking", _("Bookings")),
            ("standingbooking", _("Standing bookings")),
            ("ridewish", pgettext_lazy("shuttle", "Wishes")),
            ("shuttleseason", _("Timetables")),
            ("shuttleplan", _("Plans")),
            ("shuttleroute", _("Routes")),
            ("shuttlestop", _("Stops")),
            ("servicepattern", _("Days of service")),
            ("vehicle", _("Vehicles")),
            ("driver", _("Drivers")),
        ),
    ),
    (
        "neighbourhood",
        (
            ("competition", _("Competitions")),
            ("competitionobjection", _("Objections")),
            ("pointsaccount", _("Points")),
            ("award", _("Awards")),
            ("pointsentry", _("Ledger")),
            ("redemption", _("Redemptions")),
            ("reward", _("Rewards")),
            ("residentsgroup", _("Groups")),
            ("meeting", _("Meetings")),
            ("meetingdecision", _("Decisions")),
            ("activity", _("Activities")),
        ),
    ),
    (
        "communities",
        (
            ("community", _("communities")),
            ("township", _("townships")),
            ("building", _("buildings")),
            ("dwelling", _("Dwellings")),
        ),
    ),
    ("instruments", (("instrument", _("Questionnaires")), ("instrumentversion", _("Versions of questionnaires")))),
    ("accounts", (("staff", _("staff members")), ("fielddevice", _("field phones")), ("accesslog", _("access log")))),
)
