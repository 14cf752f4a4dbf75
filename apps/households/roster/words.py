"""How rosters spell the words of the vocabulary. The first spelling of each code is the national form's."""

import re

from apps.core.sheets.cells import Words


def _table(**codes: str) -> Words:
    return {spelling: code for code, spellings in codes.items() for spelling in spellings.split()}


def _known(words: Words) -> str:
    """The first spelling of each code, for remedies."""
    firsts: dict[str, str] = {}
    for spelling, code in words.items():
        firsts.setdefault(code, spelling)
    return "、".join(firsts.values())


SEX = _table(male="男 男性 男孩 M", female="女 女性 女孩 F")

RELATION = _table(
    head="户主 本人 户主本人 本人或户主 家主",
    spouse="配偶 妻子 妻 丈夫 夫 夫妻 爱人 老婆 老公 之妻 之夫 媳妇",
    child="子女 子 女 儿子 女儿 长子 次子 三子 四子 五子 长女 次女 二女 三女 四女 五女 二子 独生子 独生女 之子 之女 养子 养女 养子女 继子 继女 "
    "养子或继子 养女或继女 其他儿子 其他女儿",
    child_in_law="儿媳 女婿 儿媳妇 媳 婿 之儿媳 之女婿 子媳",
    grandchild="孙子女 孙子 孙女 外孙 外孙子 外孙女 孙 长孙 次孙 之孙子 之孙女 之外孙子 之外孙女 外孙子女 孙子女或外孙子女 重孙 曾孙 曾孙子 曾孙女",
    parent="父母 父亲 母亲 父 母 爸爸 妈妈 岳父 岳母 公公 婆婆 公婆 岳父母 继父 继母 养父 养母 之父 之母 之岳父 之岳母 之公公 之婆婆 继父或养父 继母或养母",
    grandparent="祖父母 祖父 祖母 爷爷 奶奶 外公 外婆 外祖父 外祖母 外祖父母 之祖父 之祖母 祖父母或外祖父母 曾祖父 曾祖母",
    sibling="兄弟姐妹 兄弟 姐妹 哥哥 弟弟 姐姐 妹妹 兄 弟 姐 妹 哥 嫂 弟媳 姐夫 妹夫 之兄弟姐妹 兄弟姊妹",
    other="其他 其它 其他亲属 其他关系 侄子 侄女 侄儿 外甥 外甥女 叔叔 伯父 伯母 叔父 姑姑 姑母 舅舅 舅父 姨母 亲属 非亲属 其他非亲属 寄养 保姆",
)

HEALTH = _table(
    healthy="健康 良好 正常 健康或良好 身体健康",
    chronic="长期慢性病 慢性病 慢病 患有慢性病 患慢性病 患有长期慢性病",
    serious="患有大病 大病 重病 患大病 重大疾病 患有重病 重疾 患有重大疾病 严重疾病",
    disabled="残疾 残疾人 持证残疾人 残 身体残疾",
)

LABOUR = _table(
    skilled="技能劳动力 技能劳力 有技能劳动力 技术劳动力",
    ordinary="普通劳动力 普通劳力 普通 全劳动力 全劳力 有劳动能力 有劳动力",
    weak="弱劳动力 弱劳力 半劳动力 半劳力 弱劳动力或半劳动力 弱劳动力或半劳力 弱半劳动力 部分丧失劳动力 部分丧失劳动能力",
    lost="丧失劳动力 丧失劳力 丧失劳动能力 完全丧失劳动能力",
    none="无劳动力 无劳力 无劳动能力 无",
)

EDUCATION = _table(
    preschool="学龄前儿童 学龄前 学前 学前儿童 幼儿园 未入学",
    illiterate="文盲或半文盲 文盲 半文盲 文盲半文盲 文盲/半文盲 不识字 未上过学",
    primary="小学 小学在读 小学毕业 小学肄业",
    junior="初中 初中在读 初中毕业 初级中学",
    senior="高中 中专 中职 高职中专 职高 技校 高中或中专 高中/中专 高中(中专) 高中在读 中专在读 中职在读 普通高中 中等职业教育",
    college="大专 专科 大学专科 高职 大专在读 高职高专 高等职业教育",
    university="本科 大学 大学本科 本科及以上 大学本科及以上 研究生 硕士 硕士研究生 博士 博士研究生 本科在读 大学在读 本科以上",
)

WORK = _table(
    out_of_province="省外务工 省外 外省务工 跨省务工",
    in_province="县外省内务工 省内县外务工 省内务工 县外务工 省内县外 县外省内 省内",
    in_county="县内务工 乡镇外县内务工 乡(镇)外县内务工 县内乡外务工 县内 本县务工 县内乡镇外务工 乡外县内务工",
    in_township="乡镇内务工 乡内务工 本乡镇务工 乡(镇)内务工 乡镇内 本地务工 镇内务工 就近务工",
    workshop="社区工厂 帮扶车间 扶贫车间 就业帮扶车间 社区车间 就业车间 卫星工厂 社区工厂务工 帮扶车间务工 车间务工",
    self_employed="自主创业 自己经营 自主经营 个体经营 个体户 个体工商户 个体 创业 经商 做生意 自谋职业 开店",
    public_post="公益岗位 公益性岗位 公岗 公益岗",
    farming="务农 在家务农 种养 农业 种植养殖 种养殖 农业生产 务农在家",
    not_working="未就业 无业 待业 失业 未务工 无 否 不务工 未外出务工 无务工",
)

CLASS = _table(
    lifted_out="脱贫户 建档立卡户 建档立卡脱贫户 贫困户 建档立卡贫困户 建档立卡 已脱贫户 原贫困户 原建档立卡贫困户 一般脱贫户",
    ordinary="一般农户 一般户 普通农户 普通户 非贫困户 农户 其他农户",
    subsistence="低保户 低保 农村低保户 低保对象 最低生活保障户 低保脱贫户 脱贫低保户",
    extremely_poor="特困户 特困 特困供养户 特困人员 五保户 五保 分散供养特困户 特困供养 农村特困户 特困供养脱贫户",
    co_relocated="同步搬迁户 同步搬迁 随迁户 同步搬迁农户 同步户",
)

OLD_HOUSE = _table(
    standing="未拆除 未拆 保留 留存 未处置 未拆旧 存 在",
    demolished="已拆除 已拆 拆除 已拆旧 拆旧 已拆未复垦 已拆除未复垦",
    reclaimed="已复垦 复垦 拆除复垦 已拆除并复垦 已拆除已复垦 拆旧复垦 已拆复垦 已拆除复垦 已复绿 复绿",
)

RESIDENCE = _table(
    permanent="常住 常年居住 长期居住 在家 已入住 常年在家 长住",
    migrant_work="外出务工 务工在外 外出 在外务工 举家外出",
    dual="两头住 两头居住 两地居住 间歇居住 季节性居住 两边住",
    returned="返迁 回迁 已返迁 返回原籍 回流 返回老家 回老家居住",
    vacant="空置 未入住 无人居住 长期空置 空房",
)

KNOWN = {
    "sex": _known(SEX),
    "relation": _known(RELATION),
    "health": _known(HEALTH),
    "labour": _known(LABOUR),
    "education": _known(EDUCATION),
    "work": _known(WORK),
    "kind": _known(CLASS),
    "old_house": _known(OLD_HOUSE),
    "residence": _known(RESIDENCE),
}
LABELS = {
    field: {code: spelling for spelling, code in reversed(words.items())}
    for field, words in {
        "sex": SEX, "relation": RELATION, "health": HEALTH, "labour": LABOUR, "education": EDUCATION, "work": WORK,
        "kind": CLASS, "old_house": OLD_HOUSE, "residence": RESIDENCE,
    }.items()
}  # fmt: skip


def health_code(part: str) -> str | None:
    """One state of health; 肢体残疾二级 and 残疾(三级) are disability."""
    found = HEALTH.get(part)
    if found is None and re.search("残疾|[一二三四1-4]级", part):
        return "disabled"
    if found is None and re.search("慢性病|慢病|高血压|糖尿病", part):
        return "chronic"
    return found
