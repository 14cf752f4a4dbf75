"""What the columns of a roster mean. How headings are matched: apps/core/sheets/headings.py."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from apps.core.sheets.headings import YEAR, Column, Field, Lexicon
from apps.households.roster import words


class Level(StrEnum):
    """What a column says something about."""

    KEY = "key"
    PERSON = "person"
    HOUSEHOLD = "household"
    IGNORED = "ignored"


FIELDS = (
    Field("community", _("community"), Level.KEY, "安置社区 社区 安置点 安置区 安置小区 所在社区 小区 安置点名称 安置社区名称 社区名称 集中安置点 安置地 小区名称",
          "安置(社区|点|小区|地名称)|所在(社区|小区)|集中安置区", "面积|方式|时间|迁出|原"),
    Field("code", _("household code"), Level.KEY, "户编号 户号 家庭编号 户编码 农户编号 家庭户编号 户代码 户序号 农户编码 家庭户号 户籍编号 家庭编码 搬迁户编号 户ID 档案号",
          "(户|家庭)(内)?(编号|编码|代码|号码?)$|^户.{0,4}(编号|编码)", "户主|身份|证|电话|楼|门牌|人"),
    Field("name", _("name"), Level.PERSON, "姓名 成员姓名 家庭成员姓名 人员姓名 家庭成员 名字 居民姓名 搬迁人口姓名 搬迁对象姓名",
          "姓名$", "户主|联系人|帮扶|负责|监护|填报"),
    Field("sex", _("sex"), Level.PERSON, "性别 男女 性別 成员性别", "性别"),
    Field("id_number", _("identity number"), Level.PERSON,
          "身份证号码 身份证号 身份证 证件号码 证件号 公民身份号码 公民身份证号码 居民身份证号 居民身份证号码 身份证件号码 身份证编号 公民身份证号 成员身份证号 成员身份证号码",
          "身份证|公民身份|证件号", "户主|类型|种类|地址|有效|住址|残疾"),
    Field("relation", _("relation to the head"), Level.PERSON, "与户主关系 户主关系 关系 家庭关系 与户主的关系 成员关系 同户主关系",
          "(与|同|和)户主.{0,2}关系|户主关系"),
    Field("health", _("health"), Level.PERSON, "健康状况 身体状况 健康 健康情况 身体健康状况 健康状态 身体情况", "健康|身体状况"),
    Field("labour", _("labour ability"), Level.PERSON, "劳动能力 劳动技能 劳力情况 劳动力 劳动力情况 劳动力状况 劳动力类型 劳力", "劳动(能力|技能|力)|劳力", "数|人数|是否"),
    Field("education", _("education"), Level.PERSON, "文化程度 学历 受教育程度 教育程度 文化水平 最高学历", "文化程度|学历|教育程度|文化水平"),
    Field("work", _("work"), Level.PERSON, "务工情况 就业情况 务工 就业 就业状况 务工状况 务工地点 务工就业情况 务工区域 就业地点 就业去向 务工范围 务工地",
          "(务工|就业)(情况|状况|地|区域|去向|范围|类型)", "时间|时长|月|收入|单位|企业|联系"),
    Field("phone", _("phone"), Level.PERSON, "联系电话 电话 手机 手机号 手机号码 联系方式 电话号码 移动电话 联系手机 本人电话 联系号码 手机号/电话",
          "电话|手机|联系方式", "紧急|帮扶|负责|村干部"),
    Field("birth_date", _("birth date"), Level.PERSON, "出生日期 出生年月 出生年月日 生日 出生时间", "出生(日期|年月|时间)|生日"),
    Field("kind", _("household class"), Level.HOUSEHOLD, "户类型 农户类型 农户属性 户属性 户类别 家庭类型 搬迁户类型 户别 贫困户属性 人口类型 对象类别 户口类别",
          "(户|家庭)(类型|属性|类别|性质)", "户籍|户主|户型"),
    Field("moved_in", _("moved in"), Level.HOUSEHOLD, "搬迁入住时间 入住时间 搬迁时间 入住日期 搬入时间 实际入住时间 搬迁入住日期 搬迁日期 入住年月 搬入日期",
          "(入住|搬迁|搬入).{0,3}(时间|日期|年月)", "协议|拆"),
    Field("building", _("building"), Level.HOUSEHOLD, "楼栋 楼号 栋号 楼栋号 幢号 栋 楼 楼幢 幢 楼房号 楼座 栋数", "^(安置|所住|住房)?(楼栋|楼号|栋号|幢号|楼幢)", "层|面积"),
    Field("unit", _("unit"), Level.HOUSEHOLD, "单元 单元号 所在单元 楼单元", "单元", "房|室"),
    Field("room", _("room"), Level.HOUSEHOLD, "房号 室号 房间号 门牌号 室 房间 户室号 门号 房屋号 门牌 房间号码 门牌号码 户室", "(房间?|室|门牌)号", "楼|栋"),
    Field("address", _("building, unit and room"), Level.HOUSEHOLD,
          "房屋地址 安置住址 安置房号 住址 现住址 安置地址 楼栋房号 楼栋单元房号 现居住地址 安置房地址 安置房屋地址 楼栋单元号 具体房号 楼房号码",
          "(安置|现|居住|房屋).{0,3}(地址|住址)|楼栋.*(房|室)号", "身份|迁出|户籍|原"),
    Field("area", _("floor area (m²)"), Level.HOUSEHOLD, "安置面积 住房面积 房屋面积 建筑面积 面积 安置房面积 安置住房面积 套内面积 住房建筑面积",
          "(安置|住房|房屋|建筑).{0,3}面积", "人均|地|旧|原|迁出|耕|林"),
    Field("origin_village", _("origin village"), Level.HOUSEHOLD, "迁出村 原居住村 原住村 迁出地 原村 迁出行政村 原居住地 迁出地村 原籍村 迁出地行政村 迁出村名称 户籍村",
          "迁出.{0,4}村|原(居?住|籍)?.{0,2}村", "镇|乡|组|县"),
    Field("old_house", _("old house"), Level.HOUSEHOLD, "旧房处置 旧房 旧房情况 旧房拆除情况 旧房处置情况 旧房状态 老房处置 老屋处置 旧房拆除复垦情况 宅基地处置 旧宅处置 旧房处理",
          "(旧|老|原)(房|宅|屋)", "是否|时间|面积|日期"),
    Field("old_house_demolished", _("old house demolished (yes or no)"), Level.HOUSEHOLD, "是否拆旧 是否拆除旧房 旧房是否拆除 是否拆除", "是否.*拆|拆.*是否"),
    Field("old_house_reclaimed", _("old house reclaimed (yes or no)"), Level.HOUSEHOLD, "是否复垦 旧房是否复垦 是否复垦复绿", "是否.*复垦|复垦.*是否"),
    Field("land", _("contracted land (mu)"), Level.HOUSEHOLD, "承包地面积 承包地 耕地面积 承包耕地面积 土地面积 承包土地面积 家庭承包地面积 确权面积 耕地", "(承包|耕|确权).{0,4}(面积|亩)", "林|草|流转"),
    Field("title_issued", _("title issued"), Level.HOUSEHOLD, "是否办理不动产证 不动产证 不动产权证 房产证 是否办证 是否办理不动产权证 不动产登记 产权证 是否颁证",
          "不动产|房产证|产权证|是否(办|颁)证", "号|时间"),
    Field("residence", _("residence status"), Level.HOUSEHOLD, "居住状态 居住情况 居住状况 实际居住情况 入住情况 入住状态", "(居住|入住)(状态|情况|状况)"),
    Field("wage", _("wages"), Level.HOUSEHOLD, "工资性收入 工资收入 务工收入 工资 工资性 打工收入 家庭工资性收入", "工资|务工收入"),
    Field("business", _("production and business"), Level.HOUSEHOLD, "生产经营性收入 经营性收入 生产经营收入 经营收入 家庭经营收入 生产经营性",
          "经营性?.{0,3}收入|经营性$", "净|支出|成本"),
    Field("business_expense", _("production and business expense"), Level.HOUSEHOLD, "生产经营支出 生产经营性支出 经营支出 经营性支出 生产支出 生产经营成本 经营成本 生产经营费用",
          "(生产|经营).{0,4}(支出|成本|费用)"),
    Field("property", _("property"), Level.HOUSEHOLD, "财产性收入 财产收入 财产性 家庭财产性收入", "财产性?(收入)?"),
    Field("transfer", _("transfers"), Level.HOUSEHOLD, "转移性收入 转移收入 转移性 政策性收入 家庭转移性收入", "转移性?(收入)?|政策性收入"),
    Field("ignored", _("not used"), Level.IGNORED,
          "序号 编号 年龄 备注 民族 户主姓名 户主 家庭人口 家庭人口数 人口 人口数 户主身份证号 户主身份证号码 乡镇 县 县市 村 组 残疾等级 残疾证号 银行卡号 开户行 "
          "账号 户籍地址 人均面积 人均纯收入 总收入 家庭总收入 人均收入 婚姻状况 政治面貌 填报人 迁出乡镇 迁出组 楼层 户型 序 号 项次 说明 签字 签名",
          "^序|^备注|年龄|民族|户主(姓名|身份)|人口数|人均|总收入|残疾(证|等级)|银行|账号|签[字名]|开户|纯收入"),
)  # fmt: skip

REQUIRED = ("name", "id_number", "relation", "code", "community")
INCOME_FIELDS = ("wage", "business", "business_expense", "property", "transfer")
MONEY_UNIT = {"万元": 10_000, "千元": 1_000, "元": 1}


def unit_of(heading: str) -> int:
    """How many yuan one unit of an income column is: 10,000 under 工资性收入（万元）."""
    plain = unicodedata.normalize("NFKC", heading)
    return next((multiple for word, multiple in MONEY_UNIT.items() if word in plain), 1)


def year_of(headings: Iterable[str]) -> int | None:
    """The year that income headings name (2025年工资性收入), where they name one."""
    found = {int(match[1]) for heading in headings if (match := YEAR.search(unicodedata.normalize("NFKC", heading)))}
    return found.pop() if len(found) == 1 else None


_CONTENT = (
    ("id_number", lambda value: bool(re.fullmatch(r"\d{17}[\dXx]", value))),
    ("phone", lambda value: bool(re.fullmatch(r"1[3-9]\d{9}", value.replace("-", "")))),
    ("relation", words.RELATION.__contains__),
    ("sex", words.SEX.__contains__),
    ("health", lambda value: words.health_code(value) is not None),
    ("labour", words.LABOUR.__contains__),
    ("education", words.EDUCATION.__contains__),
    ("work", words.WORK.__contains__),
    ("kind", words.CLASS.__contains__),
    ("old_house", words.OLD_HOUSE.__contains__),
)


LEXICON = Lexicon(
    FIELDS,
    must=("name", "id_number"),
    who=("name", "id_number", "relation", "sex", "code"),
    weak=("name",),
    required=REQUIRED,
    content=_CONTENT,
)
BY_KEY = LEXICON.by_key
meaning = LEXICON.meaning


def missing_fields(columns: Iterable[Column], *, community_given: bool = False) -> list[str]:
    """Fields without which a roster cannot be read."""
    return LEXICON.missing(columns, given=("community",) if community_given else ())
