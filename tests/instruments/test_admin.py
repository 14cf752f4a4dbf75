"""The editor question by question, its refusals, comparison, preview, files, and the same through the API."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from apps.core.actors import SCRIPT
from apps.instruments import editing, library
from apps.instruments.actions import draft_begin, draft_write
from apps.instruments.admin.instruments import questions_in
from apps.instruments.form import Words
from apps.instruments.form.definition import Part
from apps.instruments.forms import GroupForm, ScoreForm
from apps.instruments.models import Instrument, InstrumentVersion
from apps.instruments.xlsform import read_xlsform, write_xlsform

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> InstrumentVersion:
    return draft_begin(instrument=Instrument.objects.get(key="livelihood"), by=SCRIPT)


@pytest.fixture
def client(login: Any, county_admin: Any) -> Any:
    return login(county_admin)


def url(draft: InstrumentVersion, page: str, *more: str) -> str:
    return reverse(f"admin:instruments_instrumentversion_{page}", args=[draft.pk, *more])


def fresh(draft: InstrumentVersion) -> Any:
    return library.definition_of(InstrumentVersion.objects.get(pk=draft.pk))


QUESTION = {
    "label_zh": "冬天烧什么？", "label_en": "What do they heat with?", "kind": "choose_one",
    "choices.zh": ["电", "柴", "不烧", ""], "choices.en": ["power", "wood", "nothing", ""],
    "choices.points": ["2", "1", "", ""], "required": "on", "conditions.when": "people", "conditions.how": "at_least",
    "conditions.answer": "2", "do": "save",
}  # fmt: skip


def asked_if(join: str, *rows: tuple[str, str, str]) -> dict[str, Any]:
    """Conditions as the page sends them."""
    cells = zip(*rows, strict=True)
    return {"join": join, **{f"conditions.{n}": list(c) for n, c in zip(("when", "how", "answer"), cells, strict=True)}}


def parts(*rows: str) -> dict[str, list[str]]:
    """Parts of a score as the page sends them: of | per | formula | low | high | weight | zh | en."""
    cells = zip(*([cell.strip() for cell in row.split("|")] for row in rows), strict=True)
    names = ("of", "per", "formula", "low", "high", "weight", "zh", "en")
    return {f"parts.{name}": list(each) for name, each in zip(names, cells, strict=True)}


def test_a_question_is_added_changed_moved_and_taken_out_without_code(client: Any, draft: InstrumentVersion) -> None:
    made = client.post(url(draft, "part", "question", "-") + "?group=physical", QUESTION)
    assert made.status_code == 302, made.content.decode()
    question = fresh(draft).groups[2].questions[-1]
    assert [(choice.label.en, choice.score) for choice in question.choices] == [
        ("power", 2),
        ("wood", 1),
        ("nothing", None),
    ]
    assert (question.required, question.relevant) == (True, (">=", ("ref", "people"), ("lit", 2)))
    keys = [choice.key for choice in question.choices]
    assert b"\xe5\x86\xac\xe5\xa4\xa9" in client.get(url(draft, "part", "question", question.key)).content

    again = QUESTION | {
        "label_en": "Heated with?", "choices.zh": ["柴", "电", "炭"], "choices.en": ["wood", "electricity", "coal"],
        "choices.points": ["3", "2,5", ""], "conditions.when": "", "conditions.answer": "",
    }  # fmt: skip
    assert client.post(url(draft, "part", "question", question.key), again).status_code == 302
    changed = fresh(draft).by_key[question.key]
    assert [choice.key for choice in changed.choices[:2]] == [keys[1], keys[0]]  # names go with their words
    assert (changed.label.en, changed.relevant) == ("Heated with?", None)

    client.post(url(draft, "part", "question", question.key), {"do": "up"})
    assert fresh(draft).groups[2].questions[-2].key == question.key
    client.post(url(draft, "part", "question", question.key), {"do": "drop"})
    assert question.key not in fresh(draft).by_key


@pytest.mark.parametrize(
    ("key", "sent", "said"),
    [
        ("land_use", QUESTION | {"choices.points": ["2", "many", ""]}, "第 2 行：分值不是数字"),
        ("land_use", QUESTION | {"choices.zh": ["电", ""], "choices.en": ["power", ""]}, "第 2 行：哪个回答"),
        ("land_use", QUESTION | {"conditions.answer": ""}, "第 1 行：哪个回答"),
        ("land_use", QUESTION | {"conditions.answer": "two"}, "第 1 行：请填数字"),
        ("land_use", QUESTION | {"conditions.when": "nobody"}, "第 1 行：哪道题"),
        ("land_use", QUESTION | asked_if("and", ("trust", "is", "也许")), "“也许”不是这道题的答案"),
        ("land_use", QUESTION | {"relevant": "${nobody} = 1"}, "没有“nobody”"),
        ("land_use", QUESTION | {"relevant": "${people"}, "写在这里不对"),
        ("people", {"do": "drop"}, "没有“people”"),
    ],
)
def test_a_refusal_says_what_is_wrong_and_keeps_what_was_typed(
    client: Any, draft: InstrumentVersion, key: str, sent: dict[str, str], said: str
) -> None:
    before = fresh(draft)
    page = client.post(url(draft, "part", "question", key), sent).content.decode()
    assert said in page
    assert fresh(draft) == before
    if sent["do"] == "save":
        assert "What do they heat with?" in page


def test_headings_titles_and_scores(client: Any, draft: InstrumentVersion) -> None:
    client.post(
        url(draft, "part", "title", "-"), {"title_zh": "生计", "title_en": "Living", "intro_zh": "聊", "do": "save"}
    )
    client.post(url(draft, "part", "group", "-"), {"label_zh": "过冬", "label_en": "Winter", "do": "save"})
    score = {"label_zh": "过冬", "label_en": "Winter", "method": "sum", "do": "save"}
    lines = parts(
        "people|||0|5|1||", "land_use|||0|3|2|地|land", "able|people||0|1|1||", "||${people} + 1|9|0||人|people",
        "|||0|1|1||",
    )  # fmt: skip
    assert client.post(url(draft, "part", "score", "-"), score | lines).status_code == 302
    found = fresh(draft)
    assert (found.title.en, found.groups[-1].label.en) == ("Living", "Winter")
    made = found.scores[-1]
    assert [(part.key, part.value[0], part.low, part.high, part.weight) for part in made.parts] == [
        ("people", "ref", 0, 5, 1), ("land_use", "score", 0, 3, 2), ("able", "div", 0, 1, 1), ("p4", "+", 9, 0, 1),
    ]  # fmt: skip
    shown = client.get(url(draft, "part", "score", made.key)).content.decode()
    assert 'value="${people} + 1"' in shown
    again = parts("land_use|||0|3|2|地块|land", "||${people} + 1|9|0||人|people")
    client.post(url(draft, "part", "score", made.key), score | again)
    assert [(part.key, part.label.zh) for part in fresh(draft).scores[-1].parts] == [("land_use", "地块"), ("p4", "人")]
    client.post(url(draft, "part", "score", made.key), {"do": "drop"})
    assert made.key not in {score.key for score in fresh(draft).scores}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("people||${people}|0|1|1||", "选一道题，或者写公式"),
        ("nobody|||0|1|1||", "哪道题"),
        ("people|||few|1|1||", "分值和权重要填数字"),
        ("||${people|0|1|1||", "写在这里不对"),
        ("|||0|1|1||", "至少要有一个分项"),
    ],
)
def test_a_line_of_a_score_that_does_not_fit_is_named_and_kept(
    client: Any, draft: InstrumentVersion, line: str, said: str
) -> None:
    before = fresh(draft)
    sent = {"label_zh": "过冬", "method": "mean", "do": "save"} | parts(line)
    page = client.post(url(draft, "part", "score", "-"), sent).content.decode()
    assert said in page
    assert "过冬" in page
    assert fresh(draft) == before


CONDITIONS = [
    asked_if("and", ("land_use", "is", "都在种"), ("people", "less", "-3")),
    asked_if("or", ("people", "answered", ""), ("land_use", "unanswered", ""), ("people", "is_not", "4")),
    asked_if("and", ("people", "at_most", "2.5")),
]


@pytest.mark.parametrize("sent", CONDITIONS)
def test_conditions_are_chosen_and_read_back_as_they_were(
    client: Any, draft: InstrumentVersion, sent: dict[str, Any]
) -> None:
    words = fresh(draft).by_key["land_use"].choices[0].label.zh
    sent = sent | {"conditions.answer": [words if said == "都在种" else said for said in sent["conditions.answer"]]}
    client.post(url(draft, "part", "group", "social"), {"label_zh": "亲友邻里", "do": "save", **sent})
    group = next(group for group in fresh(draft).groups if group.key == "social")
    form = GroupForm(fresh(draft), {"key": "social", "relevant": group.relevant}, None)
    names = ("when", "how", "answer")
    rows = [dict(zip(names, row, strict=True)) for row in zip(*(sent[f"conditions.{n}"] for n in names), strict=True)]
    assert form.initial["conditions"] == rows
    assert "relevant" not in form.initial
    assert len(rows) == 1 or form.initial["join"] == sent["join"]
    page = client.get(url(draft, "change")).content.decode()
    assert "只在这时问" in page
    assert "${" not in page.split("只在这时问")[1][:60]


def test_every_shipped_part_of_a_score_and_condition_is_kept_by_its_form() -> None:
    """What a form shows and gets back unchanged is the same tree."""
    for row in InstrumentVersion.objects.select_related("instrument"):
        definition, content = library.definition_of(row), row.content
        for score in content.get("scores", []):
            rows = ScoreForm(definition, score, None).initial["parts"]
            cells = {f"parts.{name}": [each[name] for each in rows] for name in rows[0]}
            form = ScoreForm(definition, score, MultiValueDict({"label_zh": ["分"], "method": ["mean"], **cells}))
            assert form.is_valid(), form.errors
            kept = [Part(**{**part, "label": Words()}) for part in form.cleaned_data["parts"]]
            known = next(each for each in definition.scores if each.key == score["key"]).parts
            assert [(p.key, p.value, p.low, p.high, p.weight) for p in kept] == [
                (p.key, p.value, p.low, p.high, p.weight) for p in known
            ]  # fmt: skip


def test_what_changed_is_shown_side_by_side(client: Any, draft: InstrumentVersion) -> None:
    content = editing.question_drop(draft.content, "old_house")
    content = editing.question_move(content, "garden", -1)
    place = editing.find(content, "floor")
    assert place is not None
    place.question["high"] = 300
    draft_write(version=draft, by=SCRIPT, content=content)
    page = client.get(url(draft, "compare")).content.decode()
    assert all(word in page for word in ("去掉", "有改动", "挪了位置", "老房子怎么样了", "0 – 500", "0 – 300"))


@pytest.mark.parametrize("query", ["", "?view=whole&language=en"])
def test_a_preview_is_the_form_itself(client: Any, draft: InstrumentVersion, query: str) -> None:
    page = client.get(url(draft, "preview") + query).content.decode()
    assert "data-instrument" in page
    assert "instruments/form.js" in page


def test_files_go_out_and_come_in(client: Any, draft: InstrumentVersion) -> None:
    sent = client.get(url(draft, "xlsform"))
    assert read_xlsform(sent.content)[0] == fresh(draft)
    winter = Instrument.objects.create(key="winter", name="过冬", kind="other")
    file = SimpleUploadedFile("form.xlsx", write_xlsform(fresh(draft)))
    taken = client.post(reverse("admin:instruments_instrument_take", args=[winter.pk]), {"file": file}, follow=True)
    count = questions_in(winter.versions.get())
    assert f"已带过来成为草稿：{count} 道题" in taken.content.decode(), "as many as the page and the list count"
    assert library.definition_of(winter.versions.get()) == fresh(draft)
    broken = SimpleUploadedFile("form.xlsx", b"no workbook")
    again = client.post(reverse("admin:instruments_instrument_take", args=[winter.pk]), {"file": broken}, follow=True)
    assert again.status_code == 200
    assert winter.versions.count() == 1


def test_published_through_admin_and_api_alike(
    client: Any, api: Any, county_admin: Any, draft: InstrumentVersion
) -> None:
    path = f"/api/v1/instrument-versions/{draft.pk}/"
    refused = api(county_admin).post(path + "publish/", {})
    page = client.post(url(draft, "do", "publish"), {"note": ""})
    assert (refused.status_code, refused.json()["code"], page["X-Refusal"]) == (409, "unchanged", "unchanged")
    draft_write(version=draft, by=SCRIPT, content=editing.question_drop(draft.content, "old_house"))
    assert api(county_admin).get(path).json()["possible_steps"] == ["publish"]
    done = api(county_admin).post(path + "publish/", {"note": "shorter"})
    assert (done.status_code, done.json()["state"]) == (200, "published")
    listed = api(county_admin).get("/api/v1/instrument-versions/?current=true&key=livelihood").json()
    assert [row["number"] for row in listed["results"]] == [2]
    for page_url in (url(draft, "change"), reverse("admin:instruments_instrument_change", args=[draft.instrument_id])):
        assert "第 2 版" in client.get(page_url).content.decode()


def test_others_read_and_change_nothing(login: Any, api: Any, community_manager: Any, draft: InstrumentVersion) -> None:
    client = login(community_manager)
    assert client.get(url(draft, "change")).status_code == 200
    assert client.get(url(draft, "part", "question", "land")).status_code == 403
    assert client.post(url(draft, "part", "question", "land"), {"do": "drop"}).status_code == 403
    refused = api(community_manager).post(f"/api/v1/instrument-versions/{draft.pk}/publish/", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_role")


def test_a_questionnaire_is_added(client: Any) -> None:
    sent = {"name": "过冬准备", "name_en": "Winter", "kind": "other", "subject": "household", "key": "winter"}
    client.post(reverse("admin:instruments_instrument_add"), sent)
    assert Instrument.objects.get(key="winter").name_en == "Winter"


def test_lists_ask_the_same_number_of_queries(client: Any, equal_queries: Any) -> None:
    def more(count: int) -> None:
        known = Instrument.objects.count()
        for number in range(known, known + count):
            row = Instrument.objects.create(key=f"k{number}", name=f"问卷{number}", kind="other")
            draft_begin(instrument=row, by=SCRIPT)

    equal_queries(lambda: client.get(reverse("admin:instruments_instrument_changelist")), more=more)
    equal_queries(lambda: client.get(reverse("admin:instruments_instrumentversion_changelist")), more=more)
