"""Lists of facilities made for tests, in the form that offices send: a clean one, and a messy one with its faults."""

from typing import Any

from tests.core.sheets import workbook

HOME = "青龙泉社区"
HEADINGS = (
    "序号", "设施名称", "类别", "所在社区", "楼栋/地址", "面积（平方米）", "容量", "教师", "应配教师", "医生", "管理人员", "开放时间", "状态",
    "经度(WGS84)", "纬度(WGS84)",
)  # fmt: skip


def clean() -> bytes:
    """Five facilities without any fault."""
    rows: list[list[Any]] = [
        [1, "青龙幼儿园", "幼儿园", HOME, "社区东侧", 360, "120人", 6, 8, "", 2, "周一至周五 8:00-17:00", "正常", 109.488172, 30.272156],
        [2, "青龙卫生室", "卫生室", HOME, "党群中心一楼", "80平方米", "4张床", "", "", 1, 1, "周一至周五 8:00-12:00 14:00-17:30；周六 9:00-12:00", "正常", 109.4875, 30.2719],
        [3, "青龙集贸市场", "农贸市场", HOME, "南门", 900, "40个摊位", "", "", "", 2, "每天 6:00-18:00", "开放", 109.489, 30.2705],
        [4, "青龙农具间", "农具存放点", HOME, "后山", "", "60格", "", "", "", "", "24小时", "部分开放", "", ""],
        [5, "青龙图书室", "农家书屋", HOME, "", 60, "", "", "", "", 1, "按需开放", "停用", "", ""],
    ]  # fmt: skip
    return workbook(HEADINGS, rows, titles=["青龙泉社区公共设施登记表"])


def messy() -> tuple[bytes, list[list[Any]]]:
    """The list as it comes, and every faulty cell as [row, heading, reason]."""
    rows: list[list[Any]] = [
        [1, " 青龙 幼儿园 ", "青龙泉幼儿园", HOME, "社区东侧", "３６０", "１２０人", "6人", 8, "", "2名", "周一至周五 8：00—17：00", "正常", "109°29′17.4″E", "30.272156N"],
        [2, "青龙卫生室", "医疗", HOME, "一楼", "80平方米", "4张床", "", "", "一名", 1, "8:00-12:00 14:00-17:30", "正常", 109.4875, 30.2719],
        [3, "青龙市场", "农贸市场", HOME, "南门", "约900", "40个摊位", "", "", "", 1.5, "18:00-6:00", "开着", 30.2705, 109.489],
        [4, "", "农具存放点", HOME, "后山", "", "-5", "", "", "", "", "", "正常", "", ""],
        [5, "青龙图书室", "", "青龙家社区", "", 60, ("formula", "=1/0", "#DIV/0!"), "", "", "", "", "", "停用", 109.48, ""],
        [6, "青龙 幼儿园", "幼儿园", HOME, "", "", "", "", "", "", "", "", "", "", ""],
        [7, "县实验小学", "小学", "全县", "县城", "", 1800, 96, 100, "", "", "", "正常", 109.9, 31.9],
        ["", "合计", "", "", "", 1400, "", "", "", "", "", "", "", "", ""],
        ["填表人：张三", "", "", "", "", "", "", "", "", "", "", "", "", "", ""],
    ]  # fmt: skip
    lon, lat = "经度(WGS84)", "纬度(WGS84)"
    faults = [
        [5, "类别", "unknown value"],
        [5, "医生", "not a number"],
        [6, "面积（平方米）", "not a number"],
        [6, "管理人员", "not a whole number"],
        [6, "开放时间", "opening hours end before they begin"],
        [6, "状态", "unknown value"],
        [6, lon, "longitude and latitude swapped"],
        [6, lat, "longitude and latitude swapped"],
        [7, "设施名称", "missing"],
        [7, "容量", "negative number"],
        [8, "类别", "missing"],
        [8, "所在社区", "unknown community"],
        [8, "容量", "formula error"],
        [8, lat, "other coordinate missing"],
        [9, "设施名称", "same as row 4"],
    ]
    return workbook(HEADINGS, rows, titles=["公共设施登记表", "单位：青龙泉社区居委会"]), faults
