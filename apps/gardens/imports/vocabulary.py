"""How lists of zones, plots and lockers head their columns and spell their words. First spellings are the template's."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.sheets import cells, places
from apps.core.sheets.cells import Cell
from apps.core.sheets.headings import Field, Lexicon
from apps.core.sheets.parts import Heading
from apps.core.sheets.quantities import heading_unit, measure
from apps.core.sheets.table import Table
from apps.gardens.models.zone import MOST_ROWS

KEY, ZONE, PLOT, LOCKER, IGNORED = "key", "zone", "plot", "locker", "ignored"


def spelled(**codes: str) -> dict[str, str]:
    """Every spelling → its code."""
    return {spelling: code for code, spellings in codes.items() for spelling in spellings.split()}


WATER = spelled(
    tap="地头水龙头 水龙头 自来水 通水 有水 tap", point="附近公用水龙头 公用水龙头 集中取水点 取水点 point", cistern="水窖 蓄水池 水池 沟渠 水渠 水窖或沟渠 cistern",
    none="无水源 无 没有 无水 none",
)  # fmt: skip
CONDITION = spelled(
    good="良好 好 正常 可用 可种 完好 good",
    work="需整治 待整治 需平整 一般 积水 work",
    unusable="不能使用 不可用 停用 不能种 损坏 unusable",
)
KNOWN = {"water": "地头水龙头、附近公用水龙头、水窖、无水源", "condition": "良好、需整治、不能使用"}
SQUARE_METRES = {word: Decimal(1) for word in ("平方米", "平米", "平方", "m2", "M2", "平", "㎡")}
SQUARE_METRES["亩"] = Decimal(2000) / Decimal(3)
METRES = {word: Decimal(1) for word in ("米", "m", "M")}
LITRES = {word: Decimal(1) for word in ("升", "L", "l")}

FIELDS = (
    Field("community", _("community"), KEY, "所在社区 社区 安置社区 安置点 所属社区 安置区 安置小区 小区 community",
          "(所在|所属|安置)(社区|点|小区|区)", "面积|方式|时间"),
    Field("zone", _("garden zone"), KEY, "菜园片区 片区 菜园 菜地片区 片区名称 菜园名称 所在片区 所在菜园 zone gardenzone", "(片区|菜园)(名称)?$", "代号|字母"),
    Field("code", _("letter of the zone"), KEY, "片区代号 代号 片区字母 字母 片区编号 zonecode letter", "(片区|菜园)(代号|字母|编号)"),
    Field("plot", _("plot number"), KEY, "地块编号 菜地编号 地号 地块号 地块 菜地 plot plotnumber", "(地块|菜地)(编号|号)"),
    Field("locker", _("locker number"), KEY, "农具柜编号 柜号 农具柜 工具柜 工具柜编号 农具间编号 locker lockernumber", "(农具|工具)(柜|间|箱)"),
    Field("rows", _("rows"), ZONE, "行数 排数 rows", "^(行|排)数"),
    Field("columns", _("columns"), ZONE, "列数 每排块数 columns", "^列数"),
    Field("width", _("plot width (m)"), ZONE, "地块宽 地块宽度 每块宽 width", "宽"),
    Field("depth", _("plot depth (m)"), ZONE, "地块深 地块长 地块长度 每块长 每块深 depth length", "(地块|每块)(长|深)"),
    Field("block", _("run of plots"), PLOT, "相邻排 排 所在排 连片 block run", "^(相邻|连片)"),
    Field("order", _("place in the run"), PLOT, "排内次序 排内序号 位次 place", "排内"),
    Field("area", _("area (m²)"), PLOT, "面积 地块面积 菜地面积 area", "面积"),
    Field("water", _("water"), PLOT, "水源 取水 用水 water", "水源|取水"),
    Field("accessible", _("fit for disabled people"), PLOT, "无障碍 适合残疾人 轮椅可达 适老 accessible", "无障碍|轮椅|残疾"),
    Field("condition", _("condition"), PLOT, "状况 地块状况 使用状况 现状 condition", "状况|现状"),
    Field("size", _("size (litres)"), LOCKER, "容量 柜容量 容积 size", "容量|容积"),
    Field("note", _("note"), PLOT, "备注 说明 note notes remarks", "^备注"),
    *places.FIELDS,
    Field("ignored", _("not used"), IGNORED, "序号 编号 使用人 户主 承种人 填报人 no. no", "^序|使用人|承种"),
)  # fmt: skip
LEXICON = Lexicon(
    FIELDS,
    must=("zone", "plot", "locker"),
    who=("zone", "code", "plot", "locker"),
    weak=("code",),
    required=("community",),
    fewest=3,
    totals=True,
)
FORM = (
    Heading("所在社区"), Heading("菜园片区", "东坡菜园"), Heading("片区代号", "A"), Heading("地块编号", "A-1-01"), Heading("农具柜编号"),
    Heading("行数"), Heading("列数"), Heading("地块宽（米）"), Heading("地块深（米）"), Heading("面积（平方米）", "15"),
    Heading("水源", "", tuple(KNOWN["water"].split("、"))), Heading("无障碍", "是", ("是", "否")),
    Heading("状况", "", tuple(KNOWN["condition"].split("、"))), Heading("容量（升）"), *places.FORM, Heading("备注"),
)  # fmt: skip


def _whole(cell: Cell, most: int) -> int | None:
    number = cells.amount(cell, most=Decimal(most), zero=False)
    return None if number is None else int(number)


def _tenths(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.quantize(Decimal("0.1"))


def _litres(number: Decimal | None) -> int | None:
    return None if number is None else int(number)


def readers(table: Table) -> dict[str, Callable[[Cell], Any]]:
    """How to read each field of this table."""
    area = table.by_field.get("area")
    unit = heading_unit(area.heading, SQUARE_METRES) if area else Decimal(1)
    return {
        "community": lambda cell: cells.label(cell, 40),
        "zone": lambda cell: cells.label(cell, 40),
        "code": lambda cell: cells.label(cell, 4),
        "plot": lambda cell: cells.label(cell, 12),
        "locker": lambda cell: cells.label(cell, 12),
        "rows": lambda cell: _whole(cell, MOST_ROWS),
        "columns": lambda cell: _whole(cell, MOST_ROWS),
        "width": lambda cell: _tenths(measure(cell, METRES, most=Decimal(100), zero=False)),
        "depth": lambda cell: _tenths(measure(cell, METRES, most=Decimal(100), zero=False)),
        "block": lambda cell: cells.label(cell, 12),
        "order": lambda cell: _whole(cell, 30_000),
        "area": lambda cell: _tenths(measure(cell, SQUARE_METRES, unit=unit, most=Decimal(1000), zero=False)),
        "water": partial(cells.word, words=WATER, known=KNOWN["water"]),
        "accessible": cells.yes_no,
        "condition": partial(cells.word, words=CONDITION, known=KNOWN["condition"]),
        "size": lambda cell: _litres(measure(cell, LITRES, most=Decimal(5000), zero=False)),
        "note": lambda cell: cells.label(cell, 200),
        **places.READERS,
    }
