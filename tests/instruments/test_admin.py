"""The editor question by question, its refusals, comparison, preview, files, and the same through the API."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from apps.core.actors import SCRIPT
from apps.instruments import editing, library
from apps.instruments.actions import draft_begin, draft_write
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
    "choices": "电 | power | 2\n柴 | wood | 1\n不烧 | nothing", "required": "on", "when": "people", "how": "at_least",
    "answer": "2", "do": "save",
}  # fmt: skip


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
        "label_en": "Heated with?",
        "choices": "柴 | wood | 3\n电 | electricity | 2\n炭 | coal",
        "when": "",
    }
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
        ("land_use", QUESTION | {"choices": "电 | power | many"}, "分值不是数字"),
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
    score = {"label_zh": "过冬", "label_en": "Winter", "method": "sum", "do": "save",
             "parts": "people | 0 | 5\nland_use | 0 | 3 | 地 | land | 2\n${able} div ${people} | 0 | 1"}  # fmt: skip
    assert client.post(url(draft, "part", "score", "-"), score).status_code == 302
    found = fresh(draft)
    assert (found.title.en, found.groups[-1].label.en) == ("Living", "Winter")
    made = found.scores[-1]
    assert [(part.key, part.value[0], part.weight) for part in made.parts] == [
        ("people", "ref", 1), ("land_use", "score", 2), ("p3", "div", 1),
    ]  # fmt: skip
    shown = client.get(url(draft, "part", "score", made.key)).content.decode()
    assert "land_use | 0 | 3 | 地 | land | 2" in shown
    client.post(url(draft, "part", "score", made.key), {"do": "drop"})
    assert made.key not in {score.key for score in fresh(draft).scores}


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
    assert "已带过来成为草稿" in taken.content.decode()
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
