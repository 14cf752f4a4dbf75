"""The report as a document: headings, sentences and tables in their order, for Word and PDF alike.

Form: GB/T 9704-2012. A report carries no requests for decision; matters to be coordinated go in the annex. The words
are looked up in the active language, which report_file sets to Chinese.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from apps.core import clock
from apps.reports import wording
from apps.reports.content import Content
from apps.reports.files import sentences
from apps.reports.lines import Line, Part, parts_of
from apps.reports.registry import Section

CATEGORY = "complaints.about_"
MOST_CATEGORIES = 5
TITLE_WIDTH = 19  # characters of size 2 in a line
SPACE_BY_NUMBER = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\d−+])|(?<=[\d%]) (?=[\u3000-\u9fff])")
ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Table:
    """Rows of a table, each as (figure, this month, cumulative, change); the first row is the header."""

    caption: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]


@dataclass(frozen=True)
class Block:
    """A heading (level 1 or 2), a paragraph, or a table."""

    kind: str
    text: str = ""
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True)
class Outline:
    """The whole document."""

    title: str
    title_lines: list[str]
    addressee: str
    body: list[Block]
    annex_title: str
    annex: list[Block]
    signature: str
    day: str
    note: str
    written_on: date | None


def outline_of(content: Content) -> Outline:
    """Put the document together."""
    month = wording.month_word(content.month)
    parts = {part.section: part for part in parts_of(content.lines)}
    body = [
        _text(_("Herewith the report on the work of %(community)s in %(month)s.") % {
            "community": content.community, "month": month,
        }),
        _head(1, 0, _("Basic facts")),
        *_section(parts[Section.BASICS], content),
        _head(1, 1, _("Work of the month")),
    ]  # fmt: skip
    for place, section in enumerate(part for part in Section if part is not Section.BASICS):
        body += [_head(2, place, parts[section].name), *_section(parts[section], content)]
    body += [_head(1, 2, _("Problems")), *_texts(content.problems)]
    body += [_head(1, 3, _("Plan for next month")), *_texts(content.plan)]
    written = content.submitted_on
    lines = [content.community, _("Monthly report, %(month)s") % {"month": month}]
    return Outline(
        title="".join(lines),
        title_lines=lines if sum(_width(line) for line in lines) > TITLE_WIDTH else ["".join(lines)],
        addressee=_("To the people's government of %(township)s:") % {"township": content.township},
        body=body,
        annex_title=_("Matters to be coordinated") if content.annex else "",
        annex=_texts(content.annex) if content.annex else [],
        signature=content.community,
        day=wording.day_word(written) if written else "",
        note=_("Version %(version)s; the figures are frozen, check code %(hash)s") % {
            "version": content.version, "hash": content.content_hash,
        },
        written_on=written,
    )  # fmt: skip


def _section(part: Part, content: Content) -> list[Block]:
    if not part.groups:
        return [_text(_("Not collected this month."))]
    last_day = clock.next_month(content.month) - timedelta(days=1)
    told = sentences.of_section(part.section, {line.key: line for line in content.lines}, content.month, last_day)
    return [*(_told(sentence) for sentence in told), *(_table(group.name, group.lines) for group in part.groups)]


def _table(name: str, lines: list[Line]) -> Block:
    header = (name, _("this month"), _("since January"), _("against last month"))
    return Block("table", table=Table(name, header, [_row(line) for line in _worth_showing(lines)]))


def _worth_showing(lines: list[Line]) -> list[Line]:
    """All lines, but of the categories only the most frequent."""
    if not lines[0].key.startswith(CATEGORY) or not lines[0].now.collected:
        return lines[:1] if lines[0].key.startswith(CATEGORY) else lines
    ranked = sorted(lines, key=lambda line: -(line.now.value or 0))
    return [line for line in ranked[:MOST_CATEGORIES] if line.now.value] or ranked[:1]


def _row(line: Line) -> tuple[str, ...]:
    words = wording.row_words(line)
    name = f"{line.name}（{line.unit}）" if line.unit != "%" else line.name
    now = f"{words['now']}（{words['fraction'].replace(' ', '')}）" if words["fraction"] else words["now"]
    return tuple(SPACE_BY_NUMBER.sub("", cell) for cell in (name, now, words["cumulative"], words["change"]))


def _head(level: int, place: int, text: str) -> Block:
    number = f"{ORDINALS[place]}、" if level == 1 else f"（{ORDINALS[place]}）"
    return Block("heading", f"{number}{text}", level)


def _text(text: str) -> Block:
    return Block("text", text)


def _told(sentence: str) -> Block:
    """A sentence of ours: on paper no space stands between a number and its unit."""
    return _text(SPACE_BY_NUMBER.sub("", sentence))


def _width(text: str) -> float:
    """Characters, of which two Latin ones make one."""
    return sum(0.5 if character.isascii() else 1 for character in text)


def _texts(text: str) -> list[Block]:
    """One paragraph a line; a text that nobody wrote says so, rather than that there is nothing to say."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [_text(line) for line in lines] or [_text(_("Not filled in this month."))]
