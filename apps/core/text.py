"""Text as county offices write it: normalised, and sortable by sound."""

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

SPACES = re.compile(r"\s+")
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]")

# Surnames that the dictionary reads like the ordinary word. Source: 通用规范汉字表 and the names register.
SURNAME_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "任": "ren", "区": "ou", "查": "zha", "盖": "ge",
    "朴": "piao", "覃": "qin", "冼": "xian", "尉": "wei", "乐": "yue", "员": "yun", "翟": "zhai", "缪": "miao", "繁": "po",
    "召": "shao", "折": "she", "种": "chong", "牟": "mou", "华": "hua", "纪": "ji", "宁": "ning", "万": "wan", "秘": "bi", "黑": "he",
    "逄": "pang", "能": "nai", "燕": "yan", "訾": "zi", "郗": "xi", "么": "yao", "隗": "wei", "洗": "xian", "葛": "ge",
    "尉迟": "yu chi", "万俟": "mo qi", "长孙": "zhang sun", "单于": "chan yu", "澹台": "tan tai", "令狐": "ling hu",
}  # fmt: skip


def squash(value: str) -> str:
    """Full-width forms to plain ones, and every run of white space to one space, trimmed."""
    return SPACES.sub(" ", unicodedata.normalize("NFKC", value)).strip()


def tight(value: str) -> str:
    """Full-width forms to plain ones, and no white space at all (Chinese names and labels)."""
    return SPACES.sub("", unicodedata.normalize("NFKC", value))


def tidy_name(value: str) -> str:
    """A person's name: no padding inside a Chinese name, single spaces inside a Latin one, one kind of middle dot."""
    value = re.sub("[•・‧∙⋅]", "·", value)
    return tight(value) if HAN.search(value) else squash(value)


@lru_cache(maxsize=50_000)
def pinyin_key(name: str) -> str:
    """How a name sounds, syllables apart ("zeng xiao ming"), surnames read right; for sorting and search."""
    name = tidy_name(name)
    for length in (2, 1):
        reading = SURNAME_READINGS.get(name[:length])
        if reading and len(name) > length:
            return " ".join([reading, *lazy_pinyin(name[length:], style=Style.NORMAL)]).lower()
    return " ".join(lazy_pinyin(name, style=Style.NORMAL)).lower()


def initials(name: str) -> str:
    """The first letters of a name's syllables ("zxm")."""
    return "".join(part[0] for part in pinyin_key(name).split() if part)
