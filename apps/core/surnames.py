"""How Chinese surnames are read where the dictionary reads the ordinary word, and which surnames have two characters.

Sources: 通用规范汉字表, 现代汉语词典 (entries marked 姓), the registers of names. Where a surname has two readings, the one
used in south-west China (覃 qín, 牟 móu, 葛 gě). Not marked: tones; ü is written v, as it is typed.
"""

# One character: only those that pypinyin reads otherwise, or that are easily lost to an ordinary word.
ONE = {
    "单": "shan", "曾": "zeng", "解": "xie", "仇": "qiu", "任": "ren", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao",
    "覃": "qin", "冼": "xian", "洗": "xian", "尉": "wei", "乐": "yue", "员": "yun", "贠": "yun", "翟": "zhai", "缪": "miao",
    "繁": "po", "召": "shao", "折": "she", "佘": "she", "种": "chong", "牟": "mou", "华": "hua", "纪": "ji", "宁": "ning",
    "万": "wan", "秘": "bi", "黑": "he", "逄": "pang", "能": "nai", "燕": "yan", "訾": "zi", "郗": "xi", "郤": "xi", "郄": "qie",
    "么": "yao", "幺": "yao", "隗": "wei", "葛": "ge", "哈": "ha", "祭": "zhai", "乜": "nie", "阚": "kan", "佴": "nai",
    "撒": "sa", "颉": "xie", "莘": "shen", "宓": "mi", "都": "du", "薄": "bo", "贲": "ben", "费": "fei", "句": "gou",
    "行": "xing", "参": "shen", "藏": "zang", "适": "kuo", "会": "gui", "观": "guan", "斗": "dou", "宿": "su", "郇": "xun",
    "盛": "sheng", "相": "xiang", "应": "ying", "长": "chang", "重": "chong", "石": "shi", "车": "che", "沈": "shen",
    "谌": "chen", "晟": "cheng", "贾": "jia", "柏": "bai", "卜": "bu", "那": "na", "过": "guo", "干": "gan", "於": "yu",
    "亓": "qi", "仉": "zhang", "殷": "yin", "呙": "guo", "仝": "tong", "尹": "yin", "令": "ling", "强": "qiang", "尕": "ga",
    "曲": "qu", "朱": "zhu", "冯": "feng", "叶": "ye", "洪": "hong", "俞": "yu", "谷": "gu", "褚": "chu", "瞿": "qu",
}  # fmt: skip

# Two characters.
TWO = {
    "欧阳": "ou yang", "太史": "tai shi", "端木": "duan mu", "上官": "shang guan", "司马": "si ma", "东方": "dong fang",
    "独孤": "du gu", "南宫": "nan gong", "万俟": "mo qi", "闻人": "wen ren", "夏侯": "xia hou", "诸葛": "zhu ge",
    "尉迟": "yu chi", "公羊": "gong yang", "赫连": "he lian", "澹台": "tan tai", "皇甫": "huang fu", "宗政": "zong zheng",
    "濮阳": "pu yang", "公冶": "gong ye", "太叔": "tai shu", "申屠": "shen tu", "公孙": "gong sun", "慕容": "mu rong",
    "仲孙": "zhong sun", "钟离": "zhong li", "长孙": "zhang sun", "宇文": "yu wen", "司徒": "si tu", "鲜于": "xian yu",
    "司空": "si kong", "闾丘": "lv qiu", "子车": "zi ju", "亓官": "qi guan", "司寇": "si kou", "巫马": "wu ma",
    "公西": "gong xi", "颛孙": "zhuan sun", "壤驷": "rang si", "公良": "gong liang", "漆雕": "qi diao", "乐正": "yue zheng",
    "宰父": "zai fu", "谷梁": "gu liang", "拓跋": "tuo ba", "夹谷": "jia gu", "轩辕": "xuan yuan", "令狐": "ling hu",
    "段干": "duan gan", "百里": "bai li", "呼延": "hu yan", "东郭": "dong guo", "南门": "nan men", "羊舌": "yang she",
    "微生": "wei sheng", "梁丘": "liang qiu", "左丘": "zuo qiu", "西门": "xi men", "第五": "di wu", "即墨": "ji mo",
    "达奚": "da xi", "褚师": "chu shi", "南荣": "nan rong", "单于": "chan yu", "贺若": "he ruo", "哥舒": "ge shu",
    "叱干": "chi gan", "贺兰": "he lan", "完颜": "wan yan", "耶律": "ye lv", "纳兰": "na lan", "爱新": "ai xin",
}  # fmt: skip


def surname_of(name: str) -> tuple[str, str]:
    """The surname that a name begins with and how it is read; two empty words where the dictionary reads it rightly.

    A name that is nothing but those characters is not taken apart: 万俟 alone may be 万 with the given name 俟.
    """
    for length, readings in ((2, TWO), (1, ONE)):
        reading = readings.get(name[:length])
        if reading and len(name) > length:
            return name[:length], reading
    return "", ""
