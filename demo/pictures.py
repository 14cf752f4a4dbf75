"""Drawn photos for complaints: simple scenes, so that pages have something to show. No real place, no person."""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from demo.chance import Chance

SIZE = (900, 1200)
SCENES = ("waste", "damage", "poultry", "lift", "utilities", "danger")


@lru_cache(maxsize=64)
def photo(category: str, variant: int) -> tuple[bytes, int, int]:
    """A JPEG of the category: (bytes, width, height). The same each time."""
    chance = Chance(f"picture {category} {variant}")
    scene = category if category in SCENES else "damage"
    image = _room(chance)
    DRAW[scene](ImageDraw.Draw(image), chance)
    image = image.filter(ImageFilter.GaussianBlur(1.2))
    noise = Image.frombytes("L", SIZE, chance.randbytes(SIZE[0] * SIZE[1]))
    image = Image.blend(image, Image.merge("RGB", (noise, noise, noise)), 0.045)
    out = BytesIO()
    image.save(out, "JPEG", quality=68)
    return out.getvalue(), *SIZE


def _room(chance: Chance) -> Image.Image:
    """A stairwell or yard: wall, green dado, floor in perspective."""
    wide, high = SIZE
    light = chance.randint(170, 215)
    image = Image.new("RGB", SIZE, (light, light - 3, light - 14))
    draw = ImageDraw.Draw(image)
    for y in range(0, 760, 4):  # light falls from above
        shade = light + 18 - y // 18
        draw.rectangle((0, y, wide, y + 4), fill=(shade, shade - 3, shade - 14))
    draw.rectangle((0, 520, wide, 760), fill=(126, 158, 140))
    draw.rectangle((0, 514, wide, 522), fill=(92, 120, 104))
    draw.polygon(((0, 760), (wide, 760), (wide, high), (0, high)), fill=(150, 146, 140))
    for x in range(-900, 1800, 150):
        draw.line(((wide // 2 + (x - wide // 2) // 3, 760), (x, high)), fill=(128, 124, 118), width=3)
    for y in (800, 860, 950, 1080):
        draw.line(((0, y), (wide, y)), fill=(128, 124, 118), width=3)
    return image


def _waste(draw: ImageDraw.ImageDraw, chance: Chance) -> None:
    draw.rectangle((250, 470, 470, 860), fill=(38, 98, 70))
    draw.polygon(((235, 470), (485, 470), (460, 420), (260, 400)), fill=(30, 80, 58))
    draw.ellipse((270, 840, 320, 890), fill=(30, 30, 30))
    draw.ellipse((400, 840, 450, 890), fill=(30, 30, 30))
    for _i in range(16):
        x, y, r = chance.randint(120, 720), chance.randint(800, 1010), chance.randint(40, 95)
        tone = chance.choice(((40, 42, 48), (210, 208, 200), (168, 44, 40), (60, 90, 150)))
        draw.ellipse((x, y, x + 2 * r, y + int(1.4 * r)), fill=tone)
        draw.polygon(((x + r - 12, y + 8), (x + r + 12, y + 8), (x + r, y - 22)), fill=tone)


def _damage(draw: ImageDraw.ImageDraw, chance: Chance) -> None:
    draw.line(((450, 0), (450, 150)), fill=(60, 60, 60), width=6)
    draw.ellipse((405, 140, 495, 240), fill=(96, 92, 84), outline=(60, 60, 60), width=4)
    x, y = chance.randint(180, 320), 260
    for _i in range(14):  # a crack runs down the wall
        step = (x + chance.randint(-26, 40), y + chance.randint(24, 48))
        draw.line(((x, y), step), fill=(88, 84, 78), width=chance.randint(3, 9))
        x, y = step
    for _i in range(26):
        px, py = x + chance.randint(-120, 160), chance.randint(770, 900)
        draw.polygon(((px, py), (px + 26, py + 6), (px + 14, py + 22)), fill=(206, 202, 192))


def _poultry(draw: ImageDraw.ImageDraw, chance: Chance) -> None:
    draw.rectangle((480, 620, 800, 880), outline=(110, 82, 52), width=14)
    for x in range(500, 800, 34):
        draw.line(((x, 630), (x, 870)), fill=(140, 106, 68), width=6)
    for n in range(4):
        x, y = 90 + n * 165 + chance.randint(-20, 20), chance.randint(800, 980)
        tone = chance.choice(((150, 84, 40), (236, 230, 214), (96, 62, 36)))
        draw.ellipse((x, y, x + 140, y + 100), fill=tone)
        draw.ellipse((x + 104, y - 52, x + 160, y + 10), fill=tone)
        draw.polygon(((x + 158, y - 26), (x + 184, y - 16), (x + 158, y - 8)), fill=(222, 160, 40))
        draw.ellipse((x + 116, y - 70, x + 146, y - 44), fill=(186, 36, 34))
        for foot in (48, 84):
            draw.line(((x + foot, y + 96), (x + foot, y + 136)), fill=(214, 150, 40), width=7)


def _lift(draw: ImageDraw.ImageDraw, chance: Chance) -> None:
    draw.rectangle((210, 180, 690, 860), fill=(96, 100, 106))
    draw.rectangle((240, 210, 660, 860), fill=(178, 182, 188))
    gap = chance.randint(10, 90)
    draw.rectangle((450 - gap // 2, 210, 450 + gap // 2, 860), fill=(34, 34, 38))
    draw.rectangle((400, 90, 500, 150), fill=(24, 24, 26))
    draw.rectangle((430, 104, 470, 136), fill=(196, 44, 36))
    draw.rectangle((500, 420, 640, 560), fill=(246, 238, 196))
    draw.line(((520, 460), (620, 460)), fill=(196, 44, 36), width=10)
    draw.line(((520, 500), (600, 500)), fill=(120, 120, 120), width=6)


def _utilities(draw: ImageDraw.ImageDraw, chance: Chance) -> None:
    draw.rectangle((0, 330, 900, 372), fill=(160, 164, 168))
    draw.rectangle((428, 330, 470, 760), fill=(150, 154, 158))
    draw.ellipse((400, 300, 500, 400), fill=(120, 124, 128))
    for _i in range(40):
        x, y = chance.randint(360, 560), chance.randint(400, 760)
        draw.ellipse((x, y, x + 8, y + 26), fill=(150, 186, 208))
    draw.ellipse((150, 790, 790, 1040), fill=(120, 150, 168))
    draw.ellipse((230, 820, 640, 960), fill=(150, 178, 194))


def _danger(draw: ImageDraw.ImageDraw, chance: Chance) -> None:
    draw.ellipse((250, 820, 650, 1060), fill=(24, 24, 24), outline=(90, 86, 82), width=18)
    for x in (150, 690):
        draw.polygon(((x, 900), (x + 100, 900), (x + 50, 690)), fill=(226, 96, 36))
        draw.polygon(((x + 24, 826), (x + 76, 826), (x + 66, 780), (x + 34, 780)), fill=(244, 240, 232))
    draw.line(((200, 760), (740, 740 + chance.randint(-10, 20))), fill=(220, 180, 40), width=10)


DRAW = {
    "waste": _waste, "damage": _damage, "poultry": _poultry, "lift": _lift, "utilities": _utilities, "danger": _danger,
}  # fmt: skip
