"""The names of sheets, columns and types that both directions share."""

from apps.instruments.form.definition import CHINESE, ENGLISH

SURVEY, CHOICES_SHEET, SETTINGS, SCORES = "survey", "choices", "settings", "anju_scores"
# How a column says its language, e.g. label::中文 (zh).
LANGUAGE = {CHINESE: "中文 (zh)", ENGLISH: "English (en)"}

# Our kind → the type of XLSForm.
TYPES = {
    "yes_no": "select_one", "choose_one": "select_one", "choose_many": "select_multiple", "integer": "integer",
    "decimal": "decimal", "money": "decimal", "text": "text", "date": "date", "note": "note", "photo": "image",
    "signature": "image", "phone": "text", "calculated": "calculate",
}  # fmt: skip
# Kinds that XLSForm knows only as something wider: a column of our own says which.
NARROWER = {"money": "decimal", "signature": "image", "phone": "text"}
# The type of XLSForm, with its other spellings → our kind.
KINDS = {
    "integer": "integer", "int": "integer", "decimal": "decimal", "text": "text", "string": "text", "date": "date",
    "note": "note", "image": "photo", "photo": "photo", "calculate": "calculated", "select_one": "choose_one",
    "select one": "choose_one", "select one from": "choose_one", "select_multiple": "choose_many",
    "select multiple": "choose_many", "select all that apply from": "choose_many",
}  # fmt: skip
# What the telephone records by itself; here the visit does.
RECORDED = frozenset(
    {"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
     "start-geopoint", "background-audio"}
)  # fmt: skip
BEGIN_GROUP, END_GROUP = frozenset({"begin group", "begin_group"}), frozenset({"end group", "end_group"})
BEGIN_REPEAT, END_REPEAT = frozenset({"begin repeat", "begin_repeat"}), frozenset({"end repeat", "end_repeat"})

# Other spellings of columns.
ALIASES = {
    "relevance": "relevant", "bind::relevant": "relevant", "bind::constraint": "constraint",
    "bind::required": "required", "constraint message": "constraint_message", "bind::calculate": "calculation",
    "calculate": "calculation", "list name": "list_name", "bind::jr:constraintmsg": "constraint_message",
}  # fmt: skip
TRANSLATED = ("label", "hint", "constraint_message", "unit")
READ = frozenset(
    {"type", "name", "required", "relevant", "constraint", "calculation", "kind", "writes", "list_name", "score",
     *TRANSLATED}
)  # fmt: skip
# Columns that change nothing of what is asked.
HARMLESS = frozenset(
    {"disabled", "appearance", "required_message", "note", "notes", "comment", "comments", "$kuid", "order"}
)
