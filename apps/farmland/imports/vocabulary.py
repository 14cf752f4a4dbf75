"""How ledgers of contracted land head their columns and spell their words. First spellings are those of the template."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from apps.core.sheets import places
from apps.core.sheets.cells import Words
from apps.core.sheets.headings import Field, Lexicon
from apps.core.sheets.parts import Heading

KEY, PARCEL, IGNORED = "key", "parcel", "ignored"


def table(**codes: str) -> Words:
    """Every spelling → its code."""
    return {spelling: code for code, spellings in codes.items() for spelling in spellings.split()}


KINDS = table(
    dry="旱地 坡地 耕地 坡耕地 旱土 旱田 水浇地 dry",
    paddy="水田 田 稻田 paddy",
    tea="茶园 茶地 茶叶地 tea",
    orchard="果园 果树地 园地 果林 orchard",
    forest="林地 山林 退耕还林地 退耕地 forest",
    grass="草地 草场 牧草地 grass",
    water="鱼塘 水塘 坑塘 池塘 water",
    other="其他 其它 other",
)
RIGHTS = table(
    contracted="承包 家庭承包 承包地 确权 确权地 二轮承包 自有 contracted",
    transferred="转让 互换 转让互换 受让 transferred",
    reclaimed="复垦 宅基地复垦 旧宅复垦 拆旧复垦 reclaimed",
    opened="开荒 自开荒 自留地 自行开荒 opened",
    collective="集体 借用集体 借种 集体借用 机动地 collective",
)
USES = table(
    own="自种 自耕 未流转 自营 自己种 否 自家耕种 own",
    leased_out="流转出 转出 出租 流出 转包出 已流转 是 租出 leasedout",
    leased_in="流转入 转入 租入 流入 承租 转包入 leasedin",
    idle="撂荒 闲置 荒 抛荒 未种 idle",
)
CROPS = {
    "玉米": "苞谷 包谷 苞米 春玉米", "水稻": "稻谷 稻 中稻 谷子", "马铃薯": "洋芋 土豆 洋芋(土豆)", "红薯": "红苕 甘薯 番薯 苕",
    "烟叶": "烤烟 烟草 烟", "茶叶": "茶 茶树", "油菜": "油菜籽 菜籽", "蔬菜": "菜 高山蔬菜",
}  # fmt: skip
SAME_CROP = {other: name for name, others in CROPS.items() for other in others.split()}
MU = {
    "亩": Decimal(1), "mu": Decimal(1), "分": Decimal("0.1"), "平方米": Decimal(3) / 2000, "平米": Decimal(3) / 2000,
    "平方": Decimal(3) / 2000, "㎡": Decimal(3) / 2000, "m2": Decimal(3) / 2000, "公顷": Decimal(15), "ha": Decimal(15),
    "hm2": Decimal(15),
}  # fmt: skip
METRES = {"米": Decimal(1), "m": Decimal(1), "M": Decimal(1)}
KNOWN = {
    "kind": "旱地、水田、茶园、果园、林地、草地、鱼塘、其他",
    "right": "承包、转让、复垦、开荒、集体",
    "use": "自种、流转出、流转入、撂荒",
}
HOUSEHOLD = ("code", "id_number", "head")

FIELDS = (
    Field("code", _("household code"), KEY, "户编码 户编号 户号 家庭编号 户代码 农户编码 农户编号 家庭编码 householdcode",
          "(户|家庭)(编号|编码|代码|号)$", "户主|身份|地块|合同|证"),
    Field("id_number", _("identity number of the head"), KEY,
          "身份证号 身份证号码 户主身份证号 户主身份证号码 身份证 证件号码 承包方身份证号 公民身份号码 idnumber", "身份证|证件号", "类型|地址"),
    Field("head", _("name of the head"), KEY, "户主姓名 户主 姓名 承包方 承包方代表 承包方姓名 承包方代表姓名 农户姓名 承包方名称 headofhousehold head name",
          "户主(姓名)?$|承包方.{0,2}(姓名|名称)?$", "电话|身份|地址"),
    Field("community", _("community"), KEY, "所在社区 社区 安置社区 安置点 现居住社区 安置区 community", "(所在|安置|居住).{0,2}(社区|点|小区)", "面积|方式"),
    Field("building", _("building"), KEY, "楼栋 楼号 栋号 楼栋号 building", "^(安置)?楼栋"),
    Field("unit", _("unit"), KEY, "单元 单元号 unit"),
    Field("room", _("room"), KEY, "房号 室号 房间号 门牌号 room"),
    Field("address", _("building, unit and room"), KEY, "房屋地址 安置房号 住址 现住址 安置地址 楼栋房号 安置住址 address",
          "(安置|现|居住).{0,3}(地址|住址)"),
    Field("parcel_code", _("parcel code"), PARCEL, "地块编码 地块代码 地块编号 承包地块编码 地块号 宗地编码 宗地代码 确权地块编码 parcelcode",
          "(地块|宗地).{0,2}(编码|代码|编号|号)"),
    Field("parcel_name", _("what people call it"), PARCEL, "地块名称 地块名 小地名 地名 田块名称 土名 parcelname parcel", "地块名|小地名|田块名"),
    Field("area", _("area (mu)"), PARCEL, "面积 地块面积 承包面积 实测面积 确权面积 合同面积 亩数 承包地面积 area areamu", "面积|亩数", "流转|总|人均|林权|住房"),
    Field("kind", _("kind of land"), PARCEL, "地类 土地类型 土地类别 土地利用类型 地块类别 地块类型 kind landkind", "地类|土地(类|利用)"),
    Field("crop", _("crop"), PARCEL, "作物 种植作物 主要作物 种植情况 种植品种 现种作物 crop", "作物|种植(品种|内容)"),
    Field("right", _("right to the land"), PARCEL, "权属 权属性质 取得方式 承包方式 经营权取得方式 土地权属 right", "权属|取得方式|承包方式"),
    Field("use", _("use"), PARCEL, "流转情况 流转 是否流转 流转状态 经营情况 利用情况 耕种情况 使用情况 use", "(流转|耕种|利用|经营).{0,2}(情况|状态|方式)", "面积|对象|价|时间"),
    Field("partner", _("leased to or from"), PARCEL, "流转对象 受让方 承租方 流转给谁 经营主体 partner", "流转对象|受让方|承租方"),
    Field("village", _("village"), PARCEL, "坐落村组 坐落 所在村组 地块坐落 坐落村 所在村 村组 地块位置 村 village", "坐落|村组|所在村", "户籍|迁出"),
    *places.FIELDS,
    Field("altitude", _("altitude (m)"), places.LEVEL, "海拔 海拔高度 高程 海拔高 altitude elevation", "海拔|高程"),
    Field("note", _("note"), PARCEL, "备注 说明 note remarks", "^备注"),
    Field("ignored", _("not used"), IGNORED, "序号 编号 承包起止 合同编号 权证编号 联系电话 电话 四至 东至 南至 西至 北至 乡镇 家庭人口 承包期限 no", "^序|四至|[东南西北]至|电话|期限"),
)  # fmt: skip

LEXICON = Lexicon(
    FIELDS,
    must=HOUSEHOLD,
    who=("code", "id_number", "head", "parcel_code", "parcel_name", "kind", "area"),
    weak=("head", "area"),
    required=("area", "kind"),
    content=(("kind", KINDS.__contains__), ("right", RIGHTS.__contains__), ("use", USES.__contains__)),
    fewest=3,
    totals=True,
)
FORM = (
    Heading("所在社区"), Heading("户编码", "H00001"), Heading("户主姓名", "张大山"), Heading("身份证号", "42280119690101001X"),
    Heading("楼栋", "3"), Heading("单元", "2"), Heading("房号", "501"), Heading("地块编码", "4228012001010100123"),
    Heading("地块名称", "门前田"), Heading("面积（亩）", "1.2"), Heading("地类", "", tuple(KNOWN["kind"].split("、"))),
    Heading("作物", "玉米"), Heading("权属", "", tuple(KNOWN["right"].split("、"))),
    Heading("流转情况", "", tuple(KNOWN["use"].split("、"))), Heading("流转对象", ""), Heading("坐落村组", "石桥坪村三组"), *places.FORM,
    Heading("海拔（米）", "860"), Heading("备注"),
)  # fmt: skip
