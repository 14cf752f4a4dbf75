"""Encryption, names, identity numbers."""

from datetime import date

import pytest

from apps.core import crypto, masking
from apps.core.text import initials, pinyin_key, prose, squash, tidied, tidy_name
from apps.households.identity import IdentityFault, parse
from tests.households.factories import MemberFactory, id_number


def test_an_identity_number_is_encrypted_and_found_by_its_index() -> None:
    member = MemberFactory()
    number = id_number(11)
    member.set_id_number(number)
    member.save()
    member.refresh_from_db()
    assert member.id_number == number
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT id_number FROM households_member WHERE id = %s", [member.pk])
        stored = bytes(cursor.fetchone()[0])
    assert number.encode() not in stored


def test_keys_rotate(settings) -> None:
    stored = crypto.encrypt("秘密", purpose="a.b")
    settings.FIELD_KEYS = ["2:" + "C" * 43 + "=", *settings.FIELD_KEYS]
    assert crypto.decrypt(stored, purpose="a.b") == "秘密"
    assert crypto.encrypt("秘密", purpose="a.b")[0] == 2


def test_a_value_moved_to_another_column_does_not_decrypt() -> None:
    with pytest.raises(ValueError, match="another column"):
        crypto.decrypt(crypto.encrypt("x", purpose="a.b"), purpose="a.c")


@pytest.mark.parametrize(
    ("name", "key", "short"),
    [
        ("单志强", "shan zhi qiang", "szq"),
        ("曾小明", "zeng xiao ming", "zxm"),
        ("解 放", "xie fang", "xf"),
        ("覃玉兰", "qin yu lan", "qyl"),
    ],
)
def test_surnames_are_read_right(name: str, key: str, short: str) -> None:
    assert (pinyin_key(name), initials(name)) == (key, short)


def test_names_are_tidied() -> None:
    assert tidy_name(" 谢　杰 ") == "谢杰"
    assert tidy_name("Mary  Ann") == "Mary Ann"
    assert tidy_name("阿卜杜拉•买买提") == "阿卜杜拉·买买提"


def test_sentences_keep_their_punctuation() -> None:
    said = "　老人住院，女儿（在　武汉）说：等到１２月；再说？好！面积８０㎡…… "
    assert prose(said) == "老人住院，女儿（在 武汉）说：等到12月；再说？好！面积80㎡……"
    assert squash("１２，（３）") == "12,(3)"
    assert tidied({"note": "好，", "name": "甲，乙", "count": 3}) == {"note": "好，", "name": "甲,乙", "count": 3}


@pytest.mark.parametrize(
    ("number", "fault"),
    [("42280119700101", "length"), ("42280119701301001X", "birth date"), ("42280A19700101001X", "characters")],
)
def test_faulty_numbers_have_their_own_reason(number: str, fault: str) -> None:
    with pytest.raises(IdentityFault) as caught:
        parse(number, today=date(2026, 11, 22))
    assert caught.value.code == fault


@pytest.mark.parametrize("region", ["422801", "422802", "422822", "422823", "422825", "422826", "422827", "422828"])
def test_all_eight_counties_are_accepted(region: str) -> None:
    assert parse(id_number(1, region=region), today=date(2026, 11, 22)).sex == "male"


def test_the_mask_shows_first_and_last_digit_only() -> None:
    assert masking.mask_id("422801197001010013") == "4••••••••••••••••3"
