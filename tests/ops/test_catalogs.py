"""Every word of the product is in the catalogs, translated, with the right placeholders."""

from pathlib import Path

import polib
import pytest
from django.utils.translation import trans_real

from config import messages


def test_the_catalogs_are_complete() -> None:
    assert messages.check() == [], "run: make messages, then translate"


@pytest.fixture
def small_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree with one module, one template and no catalogs yet."""
    (tmp_path / "apps").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "apps/words.py").write_text(
        "from django.utils.translation import gettext as _, ngettext, pgettext\n"
        "_('Save')\n_('%(count)d households')\nngettext('%(n)s day', '%(n)s days', 2)\npgettext('verb', 'Open')\n"
        "f\"{_('Field')} {pgettext('verb', 'Close')}\"\n",
        encoding="utf-8",
    )
    (tmp_path / "templates/page.html").write_text(
        "{% load i18n %}\n  <p title=\"it's\">{% translate 'Hello' %}</p>\n"
        "{% blocktranslate trimmed with name=n %}\n  Dear {{ name }},\n  welcome\n{% endblocktranslate %}"
        "{# a remark's apostrophe #}{{ value|default:_('none') }}\n",
        encoding="utf-8",
    )
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    monkeypatch.setattr(messages, "foreign_words", dict)
    return tmp_path


WORDS = {
    "Save",
    "%(count)d households",
    "%(n)s day",
    "Open",
    "Field",
    "Close",
    "Hello",
    "Dear %(name)s, welcome",
    "none",
}


def catalog() -> polib.POFile:
    return polib.pofile(str(messages.catalog_path("zh_Hans")), wrapwidth=0)


def test_words_are_found_in_code_and_templates(small_house: Path) -> None:
    places = {key[1]: place for key, place in messages.own_words().items()}
    assert set(places) == WORDS
    assert places["Save"] == "apps/words.py:2"


def test_update_adds_drops_and_keeps(small_house: Path) -> None:
    assert set(messages.update()["zh_Hans"]) == WORDS
    words = catalog()
    words.find("Save").msgstr = "保存"
    words.find("%(n)s day").msgstr_plural = {0: "%(n)s 天"}
    words.find("Hello").msgstr = "您好"
    words.save()
    (small_house / "templates/page.html").unlink()
    assert set(messages.update()["zh_Hans"]) == {"%(count)d households", "Open", "Field", "Close"}
    assert catalog().find("Save").msgstr == "保存"
    assert catalog().find("Hello") is None


@pytest.mark.parametrize(
    ("word", "translation", "fault"),
    [
        ("Save", "", "has no translation"),
        ("%(count)d households", "%(anzahl)d 户", "has other placeholders than its translation: anzahl, count"),
        ("Dear %(name)s, welcome", "欢迎", "has other placeholders than its translation: name"),
    ],
)
def test_check_names_each_fault(small_house: Path, word: str, translation: str, fault: str) -> None:
    messages.update()
    words = catalog()
    for entry in words:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: "%(n)s 天"}
        else:
            entry.msgstr = translation if entry.msgid == word else entry.msgid
    words.save()
    assert messages.check() == [f"zh_Hans: “{word}” {fault}"]


def test_check_sees_missing_unused_and_fuzzy_words(small_house: Path) -> None:
    messages.update()
    words = catalog()
    words.remove(words.find("Save"))
    words.append(polib.POEntry(msgid="Gone", msgstr="没了", flags=["fuzzy"]))
    words.save()
    found = [line for line in messages.check() if "no translation" not in line]
    assert found == [
        "zh_Hans: “Save” is missing (apps/words.py:2)",
        "zh_Hans: “Gone” is not used any more",
        "zh_Hans: “Gone” is marked as fuzzy",
    ]


def test_compile_does_only_what_changed(small_house: Path) -> None:
    messages.update()
    assert messages.compile_catalogs() == ["en", "zh_Hans"]
    assert messages.compile_catalogs() == []


def test_what_is_compiled_late_is_read_all_the_same(small_house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trans_real, "_translations", {"zh-hans": object()})
    messages.update()
    messages.compile_catalogs()
    assert trans_real._translations == {}
