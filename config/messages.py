"""The catalogs of words: `python -m config.messages update | check | compile`.

Nothing but Python packages is needed: Babel reads the words out of code and templates, polib writes the catalogs.
English is the language of the source, so only other languages need a translation for each word.
"""

import ast
import gettext
import importlib.util
import os
import re
import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import polib
from django.utils.translation import trans_real

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "locale"
SOURCES = ("apps", "config", "templates")
SOURCE_LANGUAGE = "en"
PLURALS = {"en": "nplurals=2; plural=(n != 1);", "zh_Hans": "nplurals=1; plural=0;"}
# Packages whose words our pages show, and which bring no Simplified Chinese that Django would find.
FOREIGN = ("unfold", "django_filters")
UNUSED = re.compile(r"/unfold/contrib/(?!filters|forms)|/unfold_crispy/")
# Packages that bring it: their words need none from us.
TRANSLATED = ("django", "django.contrib.admin", "django.contrib.auth", "rest_framework")
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "_t", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PYTHON_FORMAT = re.compile(r"%\((\w+)\)[#0\- +]*\d*(?:\.\d+)?[sdifr]")
IN_A_FIELD = re.compile(rb"\{(?:_t?|n?p?gettext\w*)\(")
Key = tuple[str, str, str]  # context, word, its plural; "" where there is none


def catalog_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def languages() -> list[str]:
    return sorted(path.parent.parent.name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def update() -> dict[str, list[str]]:
    """Bring every catalog to the words of the source; returns the words that still need a translation, by language."""
    wanted = {**foreign_words(), **own_words()}
    open_words = {}
    for language in PLURALS:
        path = catalog_path(language)
        old = {_key(entry): entry for entry in polib.pofile(str(path))} if path.exists() else {}
        catalog = _new_catalog(language)
        for key in sorted(wanted, key=lambda key: (key[1], key[0], key[2])):
            catalog.append(_entry(key, wanted[key], old.get(key), language))
        path.parent.mkdir(parents=True, exist_ok=True)
        catalog.save(str(path), newline="\n")
        open_words[language] = [] if language == SOURCE_LANGUAGE else [e.msgid for e in catalog if not e.translated()]
    return open_words


def check() -> list[str]:
    """What is wrong with the catalogs, a line each; empty if they are complete."""
    wanted = {**foreign_words(), **own_words()}
    problems = []
    for language in PLURALS:
        found = {_key(entry): entry for entry in polib.pofile(str(catalog_path(language)))}
        problems += [f"{language}: “{key[1]}” is missing ({wanted[key]})" for key in wanted if key not in found]
        problems += [f"{language}: “{key[1]}” is not used any more" for key in found if key not in wanted]
        for entry in found.values():
            problems += [f"{language}: “{entry.msgid}” {fault}" for fault in _faults(entry, language)]
    return problems


def compile_catalogs() -> list[str]:
    """Compile the catalogs that changed since; returns their languages."""
    done = []
    for language in languages():
        source = catalog_path(language)
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = target.with_name(f"django.{os.getpid()}.mo.new")
        polib.pofile(str(source)).save_as_mofile(str(fresh))
        fresh.replace(target)  # a process that starts meanwhile reads the old or the new one, never a half
        done.append(language)
    if done:
        _forget_catalogs()
    return done


def _forget_catalogs() -> None:
    """Whoever has read words already, as Django does when it starts, reads them anew."""
    gettext._translations.clear()  # type: ignore[attr-defined]
    django: Any = trans_real
    django._translations.clear()
    django._default = None


def own_words() -> dict[Key, str]:
    """Every word that our code and templates mark for translation, with the place of its first use."""
    words: dict[Key, str] = {}
    for folder in SOURCES:
        words |= {key: place for key, place in _words_in(ROOT / folder, ROOT) if key not in words}
    return words


@cache
def foreign_words() -> dict[Key, str]:
    """The words of the packages that we show and that are translated nowhere else."""
    known = {_key(entry) for package in TRANSLATED for entry in _foreign_catalog(package)}
    words: dict[Key, str] = {}
    for package in FOREIGN:
        folder = _package_folder(package)
        found = ((key, place) for key, place in _words_in(folder, folder.parent) if not UNUSED.search(f"/{place}"))
        words |= {key: place for key, place in found if key not in known}
    return words


def _words_in(folder: Path, base: Path) -> Iterator[tuple[Key, str]]:
    from babel.messages.extract import extract_python

    for path in sorted(folder.rglob("*")):
        if path.suffix == ".py" and "migrations" not in path.parts:
            source = path.read_bytes()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            source = _template_as_python(path)
        else:
            continue
        if not any(word.encode() in source for word in ("gettext", "_(")):
            continue
        calls = ((line, word, found) for line, word, found, _note in extract_python(BytesIO(source), KEYWORDS, (), {}))
        for line, function, found in (*calls, *(_calls_in_fields(source) if path.suffix == ".py" else ())):
            key = _key_of_call(str(function), found)
            if key is not None:
                yield key, f"{path.relative_to(base)}:{line}"


def _calls_in_fields(source: bytes) -> Iterator[tuple[int, str, tuple[Any, ...]]]:
    """Marked words within the fields of f-strings, where Babel does not look."""
    if not IN_A_FIELD.search(source):
        return
    texts = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.JoinedStr))
    for node in (inner for text in texts for inner in ast.walk(text)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS:
            given = [argument.value if isinstance(argument, ast.Constant) else None for argument in node.args]
            yield node.lineno, node.func.id, tuple(given)  # type: ignore[attr-defined]


def _template_as_python(path: Path) -> bytes:
    """The template with everything blanked out but its translations, as one Python expression."""
    from django.utils.translation.template import templatize

    return f"(\n{templatize(path.read_text(encoding='utf-8'), origin=str(path))}\n)".encode()


def _key_of_call(function: str, found: object) -> Key | None:
    """The words of one call; None where they are not literals."""
    parts = list(found) if isinstance(found, tuple | list) else [found]
    context = parts.pop(0) if function.startswith(("pgettext", "npgettext")) and parts else ""
    plural = parts[1] if "ngettext" in function or "npgettext" in function else ""
    word = parts[0] if parts else None
    if not word or not all(isinstance(part, str) for part in (context, word, plural)):
        return None
    return str(context), str(word), str(plural)


def _key(entry: polib.POEntry | polib.MOEntry) -> Key:
    return entry.msgctxt or "", entry.msgid, entry.msgid_plural or ""


def _entry(key: Key, place: str, old: polib.POEntry | None, language: str) -> polib.POEntry:
    context, word, plural = key
    entry = polib.POEntry(msgid=word, msgctxt=context or None)
    if PYTHON_FORMAT.search(word):
        entry.flags = ["python-format"]
    if old is not None:
        entry.tcomment = old.tcomment
    if plural:
        count = 1 if "nplurals=1" in PLURALS[language] else 2
        entry.msgid_plural = plural
        entry.msgstr_plural = dict.fromkeys(range(count), "") | (dict(old.msgstr_plural) if old else {})
    elif old is not None and "fuzzy" not in old.flags:
        entry.msgstr = old.msgstr
    return entry


def _faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    if entry.fuzzy:
        yield "is marked as fuzzy"
    if entry.obsolete:
        yield "is obsolete"
    if language == SOURCE_LANGUAGE:
        return
    translations = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    for text in translations:
        if not text.strip():
            yield "has no translation"
        wanted = set(PYTHON_FORMAT.findall(f"{entry.msgid} {entry.msgid_plural or ''}"))
        unknown = set(PYTHON_FORMAT.findall(text)) - wanted
        forgotten = set(PYTHON_FORMAT.findall(entry.msgid)) - set(PYTHON_FORMAT.findall(text)) if text else set()
        if unknown or forgotten:
            yield f"has other placeholders than its translation: {', '.join(sorted(unknown | forgotten))}"


def _new_catalog(language: str) -> polib.POFile:
    catalog = polib.POFile(wrapwidth=0)  # one line a word: two people's changes merge
    catalog.metadata = {
        "Project-Id-Version": "anju",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return catalog


def _foreign_catalog(package: str) -> list[polib.MOEntry]:
    path = _package_folder(package)
    if package == "django":
        path /= "conf"
    return list(polib.mofile(str(path / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.mo")))


def _package_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise LookupError(f"The package {package} is not installed.")
    return Path(spec.origin).parent


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            for language, words in update().items():
                print(f"{catalog_path(language).relative_to(ROOT)}: {len(words)} to translate")
                print("".join(f"  {word}\n" for word in words), end="")
        case ["check"]:
            problems = check()
            print("\n".join(problems) or "The catalogs are complete.")
            return 1 if problems else 0
        case ["compile"]:
            print(f"Compiled: {', '.join(compile_catalogs()) or 'nothing had changed'}.")
        case _:
            print("usage: python -m config.messages update | check | compile", file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
