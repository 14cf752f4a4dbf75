"""The empty roster that offices may start from: its columns, the words to choose from, and how to fill it in."""

from django.utils.translation import gettext_lazy

from apps.core.sheets.parts import Heading
from apps.households.roster import words

COLUMNS = (
    ("安置社区", ""), ("户编号", "H00001"), ("姓名", "张大山"), ("性别", "男"), ("身份证号码", "42280119690101001X"),
    ("与户主关系", "户主"), ("健康状况", "健康"), ("劳动能力", "普通劳动力"), ("文化程度", "小学"), ("务工情况", "省外务工"),
    ("联系电话", "13800000000"), ("户类型", "脱贫户"), ("搬迁入住时间", "2019-05"), ("楼栋", "3"), ("单元", "2"), ("房号", "501"),
    ("安置面积（㎡）", "100"), ("迁出村", "石桥坪村"), ("旧房处置", "已拆除"), ("承包地面积（亩）", "2.5"), ("工资性收入（元）", "36000"),
    ("生产经营性收入（元）", "5000"), ("生产经营支出（元）", "1200"), ("财产性收入（元）", "300"), ("转移性收入（元）", "4200"),
)  # fmt: skip
LISTS = {"与户主关系": "relation", "劳动能力": "labour", "文化程度": "education", "务工情况": "work", "户类型": "kind",
         "旧房处置": "old_house", "性别": "sex"}  # fmt: skip
WORDS = {**LISTS, "健康状况": "health"}
FORM = tuple(
    Heading(title, example, tuple(words.KNOWN[WORDS[title]].split("、")) if title in WORDS else (), title not in LISTS)
    for title, example in COLUMNS
)
RULES = (
    gettext_lazy("One row for each person. The head of the household comes first; write 户主 there."),
    gettext_lazy("All rows of a household have the same household code."),
    gettext_lazy("Facts about the whole household stand on its first row only; the others may stay empty."),
    gettext_lazy("Identity numbers must be text. This template is already set so; do not change the format."),
    gettext_lazy("Dates like 2019-05 or 2019-05-18. Amounts in yuan, digits only. What you do not know stays empty."),
    gettext_lazy("Columns with a star must be filled in. Other columns may be left out."),
)
