"""Names as people of western Hubei have them: Tujia, Miao and Han surnames, given names by generation."""

from demo.chance import Chance

SURNAMES = {
    "谭": 9, "田": 8, "向": 8, "覃": 7, "黄": 6, "张": 6, "李": 6, "王": 5, "陈": 5, "冉": 4, "彭": 4, "杨": 4, "刘": 4,
    "吴": 3, "何": 3, "罗": 3, "谢": 3, "周": 3, "邓": 3, "龙": 2, "石": 2, "麻": 1, "廖": 2, "滕": 2, "牟": 2, "唐": 2,
    "舒": 1, "梁": 1, "龚": 2, "胡": 2, "徐": 2, "孙": 1, "郑": 1, "朱": 1, "蒋": 1, "熊": 1, "贺": 1, "瞿": 1, "秦": 1,
    "汪": 1, "曾": 1, "解": 0.4, "单": 0.3, "欧阳": 0.3,
}  # fmt: skip
GIVEN = {
    "male": {
        1950: "明国清发德兴万长永忠友先朝安福贵全寿",
        1970: "建军华平勇红林生成祥志兵学才波松云洪",
        1990: "伟磊涛超杰鹏斌浩亮强刚辉鑫俊凯峰旭帆",
        2008: "宇轩浩然梓豪泽睿俊晨嘉文博航铭一诺子",
    },
    "female": {
        1950: "秀英玉兰桂芝珍菊凤香梅翠莲贤友素银云",
        1970: "红艳霞琴芳丽萍春燕群琼华敏蓉菊英玲会",
        1990: "娟静婷丹倩雪莉慧露晶琳佳颖敏月洁瑶薇",
        2008: "欣怡梓涵诗语雨萱可馨思琪紫晨依诺文静",
    },
}  # fmt: skip


def surname(chance: Chance) -> str:
    """A surname, as frequent as in the mountains of Enshi."""
    return chance.pick(SURNAMES)


def given_name(chance: Chance, sex: str, birth_year: int) -> str:
    """One or two characters in the fashion of the year of birth."""
    generation = max((year for year in GIVEN[sex] if year <= birth_year), default=1950)
    stock = GIVEN[sex][generation]
    return "".join(chance.sample(stock, 1 if chance.maybe(0.18) else 2))
