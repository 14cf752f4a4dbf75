"""How lists of facilities head their columns and spell their words. First spellings are those of the template."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from apps.core.sheets import places
from apps.core.sheets.cells import Words
from apps.core.sheets.headings import Field, Lexicon
from apps.core.sheets.parts import Heading

KEY, FACILITY, STAFF, IGNORED = "key", "facility", "staff", "ignored"


def table(**codes: str) -> Words:
    """Every spelling → its code."""
    return {spelling: code for code, spellings in codes.items() for spelling in spellings.split()}


KINDS = table(
    kindergarten="幼儿园 幼儿班 学前班 托儿所 幼教点 幼儿园所 托幼机构 kindergarten",
    primary_school="小学 完小 教学点 小学校 九年一贯制学校 学校 primaryschool school",
    clinic="卫生室 卫生所 诊所 村卫生室 医务室 卫生院 卫生服务站 社区卫生服务站 社区卫生室 医疗点 clinic",
    elder_care="养老服务点 养老院 敬老院 日间照料中心 老年日间照料中心 幸福院 养老服务中心 养老服务站 养老 老年食堂 eldercare",
    activity_centre="活动中心 文化活动中心 文化活动室 活动室 文化广场 文化室 老年活动中心 老年活动室 综合文化服务中心 儿童之家 activitycentre activitycenter",
    library="图书室 农家书屋 图书馆 阅览室 书屋 library",
    service_hall="便民服务中心 服务大厅 便民服务大厅 党群服务中心 社区服务中心 服务中心 便民服务站 办事大厅 servicehall",
    market="集贸市场 农贸市场 菜市场 市场 超市 便民超市 商店 market",
    waste_point="垃圾收集点 垃圾站 垃圾房 垃圾投放点 垃圾中转站 垃圾点 垃圾集中点 wastepoint",
    tool_store="农具间 农具存放点 农具库 农具房 农具存放处 工具间 toolstore",
    workshop="帮扶车间 扶贫车间 车间 就业车间 就业帮扶车间 社区工厂 workshop",
    charging="充电停车 充电桩 停车场 充电站 充电棚 停车棚 电动车充电点 charging",
    sports_ground="健身场地 运动场 篮球场 健身广场 体育场地 广场 健身点 sportsground",
    other="其他 其它 公厕 公共厕所 other",
)
UNITS = table(
    places="人 名 个 学位 位", beds="床 张 张床 床位 张床位", seats="座 席 座位 个座位", stalls="摊 摊位 个摊位 铺面", bins="桶 只桶 个桶 箱",
    lockers="格 间 柜 个柜 格柜", jobs="岗 岗位 个岗位", spaces="车位 个车位 位车", m2="平方米 平米 平方 m2 ㎡",
)  # fmt: skip
ROLES = {
    "teacher": ("教师 老师 任课教师 专任教师 教师人数 教师数 幼师", "教师|老师"),
    "carer": ("保育员 保育员人数 保育", "保育"),
    "doctor": ("医生 医师 村医 医生人数 医生数 全科医生", "医生|医师|村医"),
    "nurse": ("护士 护士人数 护理人员 护师", "护士"),
    "care_worker": ("护理员 养老护理员 护工 照护员", "护理员|护工"),
    "organiser": ("活动组织员 文化专干 活动专干 文体干事 活动组织者", "文化专干|组织员"),
    "librarian": ("图书管理员 图书员", "图书管理"),
    "clerk": ("管理人员 工作人员 办事员 管理员 专职人员 服务人员 窗口人员", "管理人员|工作人员|办事员"),
    "cook": ("炊事员 厨师 食堂人员", "炊事|厨师"),
    "cleaner": ("保洁员 清洁工 保洁 保洁人员", "保洁|清洁"),
    "guard": ("保安 门卫 安保 保安员", "保安|门卫"),
    "keeper": ("看管员 保管员 看守员 库管员", "看管|保管员"),
}
ENGLISH = {
    "teacher": "teachers", "carer": "childcarers", "doctor": "doctors", "nurse": "nurses", "care_worker": "careworkers",
    "organiser": "organisers", "librarian": "librarians", "clerk": "clerks managers managementstaff staff",
    "cook": "cooks", "cleaner": "cleaners", "guard": "guards", "keeper": "keepers",
}  # fmt: skip
ROLE_WORDS = {
    "teacher": _("teachers in post"), "carer": _("child carers in post"), "doctor": _("doctors in post"),
    "nurse": _("nurses in post"), "care_worker": _("care workers in post"), "organiser": _("organisers in post"),
    "librarian": _("librarians in post"), "clerk": _("clerks and managers in post"), "cook": _("cooks in post"),
    "cleaner": _("cleaners in post"), "guard": _("guards in post"), "keeper": _("keepers in post"),
}  # fmt: skip
NEED_WORDS = {
    "teacher": _("teachers needed"), "doctor": _("doctors needed"), "clerk": _("clerks and managers needed"),
}  # fmt: skip
NEEDED = "应配{0} {0}应配 {0}编制 {0}编制数 需要{0} {0}需求 应配{0}人数 核定{0} {0}核定数"
STATES = table(
    open="正常 开放 运行 使用 在用 使用中 正常使用 正常运行 已开放 运营 运营中 正常开放 已投用 投入使用 是 open inuse",
    limited="部分开放 限时开放 部分使用 受限 不正常 半开放 部分运行 limited",
    closed="停用 关闭 闲置 已关闭 已停用 未使用 停办 废弃 撤销 关停 空置 closed",
    planned="规划 规划中 在建 建设中 拟建 未建成 筹建 待建 planned",
)
SHARED = frozenset(["全县", "县级", "县城", "共用", "全县共用", "多社区共用", "集镇", "镇区", "county", "shared"])


def _needs() -> tuple[Field, ...]:
    words = {"teacher": "教师", "doctor": "医生", "clerk": "管理人员"}
    return tuple(
        Field(f"need_{role}", NEED_WORDS[role], STAFF, NEEDED.format(word), f"(应配|编制|需要|需求|核定).{{0,2}}{word}")
        for role, word in words.items()
    )


FIELDS = (
    *_needs(),
    Field("community", _("community"), KEY, "所在社区 社区 安置社区 安置点 所属社区 安置区 所属安置点 安置小区 小区 community",
          "(所在|所属|安置)(社区|点|小区|区)", "面积|方式|时间"),
    Field("name", pgettext_lazy("place", "name"), KEY,
          "设施名称 名称 公共设施名称 场所名称 单位名称 机构名称 项目名称 设施 name facilityname facility", "(设施|场所|机构)名称"),
    Field("kind", _("kind"), KEY, "类别 设施类别 设施类型 类型 种类 设施种类 kind type category", "(设施|场所).{0,2}(类|种)", "坐标"),
    Field("building", _("in building"), FACILITY, "楼栋 楼号 所在楼栋 栋号 楼栋号 building", "楼栋|栋号"),
    Field("address", pgettext_lazy("facility", "address"), FACILITY, "地址 位置 所在位置 详细地址 具体位置 楼栋/地址 地点 楼栋地址 address where",
          "地址|位置|地点", "坐标"),
    Field("area", _("floor area (m²)"), FACILITY, "面积 建筑面积 使用面积 场地面积 占地面积 area floorarea", "面积"),
    Field("capacity", _("capacity"), FACILITY, "容量 规模 容纳人数 可容纳人数 学位 学位数 床位 床位数 座位数 设计规模 服务能力 capacity",
          "容量|容纳|学位|床位|座位"),
    Field("phone", _("telephone"), FACILITY, "电话 联系电话 咨询电话 服务电话 phone telephone", "电话"),
    Field("hours", _("opening hours"), FACILITY, "开放时间 营业时间 服务时间 办公时间 开放时段 openinghours hours", "(开放|营业|服务|办公)时"),
    Field("state", _("state"), FACILITY, "状态 使用状态 运行状态 使用情况 运行情况 是否开放 是否使用 运营情况 state status", "(使用|运行|运营)(状态|情况|状况)"),
    Field("note", _("note"), FACILITY, "备注 说明 note notes remarks", "^备注"),
    *places.FIELDS,
    *(
        Field(f"staff_{role}", ROLE_WORDS[role], STAFF, f"{names} {ENGLISH[role]}", pattern,
              "应配|编制|需要|需求|核定|姓名|电话")
        for role, (names, pattern) in ROLES.items()
    ),
    Field("ignored", _("not used"), IGNORED, "序号 编号 负责人 联系人 负责人姓名 建成时间 投资 投资额 乡镇 乡(镇) 填报人 no. no", "^序|时间$|投资|负责人|联系人"),
)  # fmt: skip

LEXICON = Lexicon(
    FIELDS,
    must=("name",),
    who=("name", "kind", "community"),
    weak=("name",),
    required=("name", "kind", "community"),
    content=(("kind", KINDS.__contains__), ("state", STATES.__contains__)),
    fewest=3,
    totals=True,
)
KNOWN = {
    "kind": "幼儿园、小学、卫生室、养老服务点、活动中心、图书室、便民服务中心、集贸市场、垃圾收集点、农具间、帮扶车间、充电停车、健身场地、其他",
    "state": "正常、部分开放、停用、规划",
}
FORM = (
    Heading("所在社区"), Heading("设施名称", "青龙幼儿园"), Heading("类别", "", tuple(KNOWN["kind"].split("、"))),
    Heading("楼栋", "3"), Heading("地址", "社区广场东侧"), Heading("面积（平方米）", "360"), Heading("容量", "120人"),
    Heading("教师", "6"), Heading("应配教师", "8"), Heading("医生", "1"), Heading("护士", "1"), Heading("管理人员", "2"),
    Heading("开放时间", "周一至周五 8:00-12:00 14:00-17:30"), Heading("状态", "", tuple(KNOWN["state"].split("、"))),
    Heading("联系电话", "13800000000"), *places.FORM, Heading("备注"),
)  # fmt: skip
