#!/usr/bin/env python3
"""Turns what the binary carries (SQL, migrations, templates, words, assets) into C++.

Called by the build; writes a file only when its content changes. Any mistake in an input ends the build with the
file's name: an unknown word, a placeholder that only one language has, a variable that is also a section.
"""
import argparse
import gettext
import gzip
import hashlib
import html
import io
import pathlib
import re
import subprocess
import sys

LANGS = ("id", "en")


def fail(message):
    sys.exit(f"embed: {message}")


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.read_text() == text:
        return
    path.write_text(text)


def c_string(data):
    """A C++ string literal of bytes, in lines short enough for an editor."""
    if isinstance(data, str):
        data = data.encode()
    out, line = [], []
    width = 0
    for byte in data:
        if byte in (0x22, 0x5C):
            piece = "\\" + chr(byte)
        elif byte == 0x0A:
            piece = "\\n"
        elif 0x20 <= byte < 0x7F and byte != 0x3F:
            piece = chr(byte)
        else:
            piece = f"\\{byte:03o}"
        line.append(piece)
        width += len(piece)
        if width > 110 or byte == 0x0A:
            out.append('"' + "".join(line) + '"')
            line, width = [], 0
    if line or not out:
        out.append('"' + "".join(line) + '"')
    return "\n    ".join(out)


# ---------------------------------------------------------------- SQL

TOKEN = re.compile(r"--[^\n]*|'(?:[^']|'')*'|::|:([a-z_][a-z0-9_]*)")


def bind(text, mark):
    """Numbers the :placeholders in order of first appearance; the same name keeps its number."""
    names = []

    def replace(match):
        name = match.group(1)
        if name is None:
            return "" if match.group(0).startswith("--") else match.group(0)
        if name not in names:
            names.append(name)
        return f"{mark}{names.index(name) + 1}"

    sql = TOKEN.sub(replace, text)
    return re.sub(r"\s+", " ", sql).strip().rstrip(";"), names


EACH = "= ANY (ARRAY("


def for_sqlite(text):
    """`x = ANY (ARRAY(SELECT …))` is `x IN (SELECT …)` on SQLite; on PostgreSQL only the former looks up each x."""
    while (start := text.find(EACH)) >= 0:
        inside = start + len(EACH)
        depth, end = 1, inside
        while depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        if not (close := re.match(r"\s*\)", text[end:])):
            fail(f"more than a SELECT in {EACH}…))")
        text = text[:start] + "IN (" + text[inside:end] + text[end + close.end() :]
    return text


KEYWORDS = {"new", "class", "namespace", "delete", "default", "operator", "public", "private", "this", "union", "template"}


def embed_sql(source, out):
    everything = []
    for folder in sorted({p.parent for p in (source / "src").glob("**/sql/*.sql")}):
        slice_name = folder.parent.name
        files = {}
        for path in sorted(folder.glob("*.sql")):
            stem = path.name[:-4]
            engine = "both"
            for known in ("sqlite", "postgres"):
                if stem.endswith("." + known):
                    stem, engine = stem[: -len(known) - 1], known
            files.setdefault(stem, {})[engine] = path
        header = [
            "#pragma once",
            "#include <array>",
            '#include "base/db/db.hpp"',
            f"namespace hero::sql::{slice_name} {{",
        ]
        for stem, versions in files.items():
            if not re.fullmatch(r"[a-z][a-z0-9_]*", stem) or stem in KEYWORDS:
                fail(f"{folder}/{stem}.sql: not a usable name")
            if "both" in versions and len(versions) > 1:
                fail(f"{folder}/{stem}: either one file or a pair")
            if "both" not in versions and set(versions) != {"sqlite", "postgres"}:
                fail(f"{folder}/{stem}: half of a pair is missing")
            sqlite_text = versions.get("both", versions.get("sqlite")).read_text()
            postgres_text = versions.get("both", versions.get("postgres")).read_text()
            lite, names = bind(for_sqlite(sqlite_text), "?")
            post, other = bind(postgres_text, "$")
            if sorted(names) != sorted(other):
                fail(f"{folder}/{stem}: the pair has different placeholders")
            if names != other:
                # Numbers follow the SQLite text in both.
                post, _ = bind(postgres_text, "$")
                order = {other.index(n) + 1: names.index(n) + 1 for n in other}
                post = re.sub(r"\$(\d+)", lambda m: f"${order[int(m.group(1))]}", post)
            writes = not re.match(r"(?i)(select|with\s+(?!.*\b(insert|update|delete)\b))", lite)
            header.append(f"struct {stem} {{")
            for name in names:
                header.append(f"    hero::db::Value {name}{{}};")
            listed = ", ".join(f'"{n}"' for n in names)
            header.append(f"    static constexpr std::array<const char*, {len(names)}> names{{{listed}}};")
            header.append("    static constexpr hero::db::Statement statement{")
            header.append(f'        "{slice_name}/{stem}",')
            header.append(f"        {c_string(lite)},")
            header.append(f"        {c_string(post)},")
            header.append(f"        names, {'true' if writes else 'false'}}};")
            header.append(f"    [[nodiscard]] std::array<hero::db::Value, {len(names)}> values() const {{ return {{{', '.join(names)}}}; }}")
            header.append("};")
            everything.append(f"sql::{slice_name}::{stem}")
        header.append(f"}}  // namespace hero::sql::{slice_name}")
        write(out / "sql" / f"{slice_name}.hpp", "\n".join(header) + "\n")
    slices = sorted({name.split("::")[1] for name in everything})
    text = ["// Every statement, for the tests that run and explain them all.", "#include <vector>", '#include "base/db/db.hpp"']
    text += [f'#include "sql/{name}.hpp"' for name in slices]
    text += ["namespace hero {", "std::vector<const db::Statement*> all_statements() {", "    return {"]
    text += [f"        &{name}::statement," for name in everything]
    text += ["    };", "}", "}  // namespace hero"]
    write(out / "all_statements.cpp", "\n".join(text) + "\n")


def embed_migrations(source, out):
    text = ['#include "base/db/migrations.hpp"', "namespace hero::db {", "std::span<const Migration> migrations() {", "    static const Migration all[] = {"]
    numbers = []
    for path in sorted((source / "migrations").glob("*.sql")):
        if not re.fullmatch(r"\d{4}_[a-z0-9_]+\.sql", path.name):
            fail(f"{path}: name it 0001_what.sql")
        body = path.read_text()
        if not body.startswith("-- "):
            fail(f"{path}: the first line says why it exists")
        numbers.append(int(path.name[:4]))
        digest = hashlib.sha256(body.encode()).hexdigest()
        text.append(f'        {{{numbers[-1]}, "{path.stem}", "{digest}",\n    {c_string(body)}}},')
    if len(numbers) != len(set(numbers)):
        fail("migrations: two have the same number")
    text += ["    };", "    return all;", "}", "}  // namespace hero::db"]
    write(out / "migrations.cpp", "\n".join(text) + "\n")


# ---------------------------------------------------------------- words

def embed_words(source, out):
    catalogues = {}
    text = ['#include "base/words.hpp"', "namespace hero {", "std::string_view words_mo(Lang lang) {"]
    for lang in LANGS:
        po = source / "locale" / f"{lang}.po"
        mo = out / f"{lang}.mo"
        done = subprocess.run(["msgfmt", "--check-format", "--no-hash", "-o", str(mo), str(po)], capture_output=True, text=True)
        if done.returncode:
            fail(done.stderr.strip())
        data = mo.read_bytes()
        catalogue = gettext.GNUTranslations(io.BytesIO(data))._catalog
        catalogues[lang] = {}
        for key, value in catalogue.items():
            name, form = key if isinstance(key, tuple) else (key, None)
            if name:
                catalogues[lang].setdefault(name, []).append(value)
        text.append(f"    static constexpr char {lang}_bytes[] =\n    {c_string(data)};")
    text.append("    return lang == Lang::id ? std::string_view{id_bytes, sizeof id_bytes - 1} : std::string_view{en_bytes, sizeof en_bytes - 1};")
    text += ["}", "std::vector<std::string_view> all_word_keys() {", "    return {"]
    ids, ens = catalogues["id"], catalogues["en"]
    if set(ids) != set(ens):
        fail(f"locale: only in one language: {sorted(set(ids) ^ set(ens))}")
    for key in sorted(ids):
        holes = [sorted(set(re.findall(r"\{([a-z_]+)\}", " ".join(c[key])))) for c in (ids, ens)]
        if holes[0] != holes[1]:
            fail(f"locale: {key}: placeholders differ: {holes}")
        text.append(f'        "{key}",')
    text += ["    };", "}", "}  // namespace hero"]
    write(out / "words.cpp", "\n".join(text) + "\n")
    return catalogues


# ---------------------------------------------------------------- assets

TYPES = {
    ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ".woff2": "font/woff2", ".png": "image/png", ".ico": "image/x-icon", ".webmanifest": "application/manifest+json",
    ".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8",
}


def embed_assets(source, modules, out):
    files = {}
    for path in sorted((source / "src" / "ui" / "assets").iterdir()):
        files[path.name] = path.read_bytes()
    for name, relative in {
        "htmx.js": "htmx.org/dist/htmx.min.js",
        "plus-jakarta-sans.woff2": "@fontsource-variable/plus-jakarta-sans/files/plus-jakarta-sans-latin-wght-normal.woff2",
    }.items():
        path = modules / relative
        if not path.exists():
            fail(f"{path} is missing: run bin/setup")
        files[name] = path.read_bytes()
    paths = {}

    def place(name):
        suffix = pathlib.PurePath(name).suffix
        digest = hashlib.sha256(files[name]).hexdigest()
        paths[name] = f"/static/{name[:-len(suffix)]}.{digest[:10]}{suffix}"
        return digest

    rows = []
    # What names others comes last, so that the hashed names it uses are known.
    order = sorted(files, key=lambda n: (n.endswith((".css", ".js", ".webmanifest")), n.endswith(".webmanifest"), n))
    for name in order:
        if name.endswith((".css", ".js", ".webmanifest")) and name != "htmx.js":
            body = files[name].decode()
            body = re.sub(r"\[\[asset:([^\]]+)\]\]", lambda m: paths.get(m.group(1)) or fail(f"{name}: unknown asset {m.group(1)}"), body)
            files[name] = body.encode()
        digest = place(name)
        data = files[name]
        packed = gzip.compress(data, 9, mtime=0)
        if len(packed) > len(data) * 0.95:
            packed = b""
        kind = TYPES.get(pathlib.PurePath(name).suffix) or fail(f"{name}: unknown type")
        rows.append((name, paths[name], kind, data, packed, digest[:20]))
    text = ['#include "base/http/assets.hpp"', "#include <span>", "namespace hero::http {", "std::span<const Asset> all_assets() {", "    using namespace std::string_view_literals;", "    static constexpr Asset all[] = {"]
    for name, path, kind, data, packed, digest in rows:
        text.append(f'        {{"{name}", "{path}", "{kind}",\n    {c_string(data)}sv,\n    {c_string(packed)}sv,\n    "\\"{digest}\\""}},')
    text += ["    };", "    return all;", "}", "}  // namespace hero::http"]
    write(out / "assets.cpp", "\n".join(text) + "\n")
    icons = set(re.findall(r'<symbol id="([^"]+)"', files["icons.svg"].decode()))
    return paths, icons


# ---------------------------------------------------------------- views

TAG = re.compile(r"\{\{([#/>%!]?)([A-Za-z_][A-Za-z0-9_]*)?((?::[a-z_0-9=]+)*)[^}]*\}\}")


def expand(text, lang, words, paths, icons, where):
    def macro(match):
        inside = match.group(1)
        if inside.startswith("icon:"):
            name = inside[5:]
            if name not in icons:
                fail(f"{where}: unknown icon {name}")
            return f'<svg class="icon" aria-hidden="true"><use href="{paths["icons.svg"]}#{name}"/></svg>'
        if inside.startswith("asset:"):
            return paths.get(inside[6:]) or fail(f"{where}: unknown asset {inside[6:]}")
        if inside == "lang":
            return lang
        unfilled = inside.startswith("unfilled:")
        name, plural, form = inside.removeprefix("unfilled:").partition("#")
        if name + plural not in words[lang] or (plural and not form):
            fail(f"{where}: unknown word [[{inside}]]")
        forms = words[lang][name + plural]
        value = html.escape(forms[min(int(form or 0), len(forms) - 1)], quote=True).replace("&#x27;", "&#39;")
        return value if unfilled else re.sub(r"\{([a-z_]+)\}", r"{{\1}}", value)

    text = re.sub(r"\[\[([^\]\n]+)\]\]", macro, text)
    lines = (line.strip() for line in text.split("\n"))
    return '{{%AUTOESCAPE context="HTML"}}' + "\n".join(line for line in lines if line) + "\n"


def embed_views(source, out, words, paths, icons):
    rows = []
    for folder in sorted({p.parent for p in (source / "src").glob("**/views/*.tpl")}):
        slice_name = folder.parent.name
        header = ["#pragma once", '#include "base/html/html.hpp"', f"namespace hero::views::{slice_name} {{"]
        for path in sorted(folder.glob("*.tpl")):
            stem = path.stem
            source_text = path.read_text()
            if re.search(r'\sstyle="|\son[a-z]+="|hx-on|<script(?![^>]*\bsrc=)|<style', source_text):
                fail(f"{path}: inline script or style")
            if "AUTOESCAPE" in source_text:
                fail(f"{path}: the build adds AUTOESCAPE")
            texts = {lang: expand(source_text, lang, words, paths, icons, path) for lang in LANGS}
            kinds = {}
            for match in TAG.finditer(texts["id"]):
                mark, name, modifiers = match.groups()
                if mark in ("%", "!", "/") or not name or name.startswith("BI_"):
                    continue
                kind = {"#": "Section", ">": "Include", "": "Raw" if ":none" in modifiers else "Var"}[mark]
                if kinds.setdefault(name, kind) != kind:
                    fail(f"{path}: {name} is both {kinds[name]} and {kind}")
            opened = re.findall(r"\{\{#([a-z_0-9]+)\}\}", texts["id"])
            closed = re.findall(r"\{\{/([a-z_0-9]+)\}\}", texts["id"])
            if sorted(opened) != sorted(closed):
                fail(f"{path}: sections opened and closed differ: {sorted(set(opened) ^ set(closed))}")
            header.append(f"struct {stem} {{")
            header.append(f'    static constexpr html::View view{{"{slice_name}/{stem}"}};')
            for name, kind in sorted(kinds.items()):
                if name in KEYWORDS or name == "view":
                    fail(f"{path}: {name} is not a usable name")
                header.append(f'    static constexpr html::{kind} {name}{{"{name}"}};')
            header.append("};")
            for lang in LANGS:
                rows.append((lang, f"{slice_name}/{stem}", texts[lang]))
        header.append(f"}}  // namespace hero::views::{slice_name}")
        write(out / "views" / f"{slice_name}.hpp", "\n".join(header) + "\n")
    text = ['#include "base/html/view_texts.hpp"', "namespace hero::html {", "std::span<const ViewText> all_view_texts() {", "    static constexpr ViewText all[] = {"]
    for lang, name, body in rows:
        text.append(f'        {{Lang::{lang}, "{name}",\n    {c_string(body)}}},')
    text += ['        {Lang::id, "", ""},', "    };", "    return std::span{all}.first(std::size(all) - 1);", "}", "}  // namespace hero::html"]
    write(out / "view_texts.cpp", "\n".join(text) + "\n")


def embed_content(source, out):
    """Texts for readers (src/pages/content/<lang>/**.md) and documents to download, as they are."""
    text = ['#include "base/content.hpp"', "namespace hero {", "std::span<const ContentFile> all_content() {", "    using namespace std::string_view_literals;", "    static constexpr ContentFile all[] = {"]
    root = source / "src" / "pages" / "content"
    for path in sorted(root.glob("**/*")):
        if path.is_file():
            text.append(f'        {{"{path.relative_to(root).as_posix()}",\n    {c_string(path.read_bytes())}sv}},')
    text += ['        {"", ""sv},', "    };", "    return std::span{all}.first(std::size(all) - 1);", "}", "}  // namespace hero"]
    write(out / "content.cpp", "\n".join(text) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--source", type=pathlib.Path, required=True)
    parser.add_argument("--modules", type=pathlib.Path, required=True)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    embed_sql(arguments.source, arguments.out)
    embed_migrations(arguments.source, arguments.out)
    words = embed_words(arguments.source, arguments.out)
    paths, icons = embed_assets(arguments.source, arguments.modules, arguments.out)
    embed_views(arguments.source, arguments.out, words, paths, icons)
    embed_content(arguments.source, arguments.out)


main()
