"""Write bindings/cpp/docstrings.hpp, the docstrings of the Python module, from the comments of include/qsmo.

`doc("qsmo::Portfolio")` in a binding file is the text of that entity's comment; a name that has no comment
does not compile. Of overloads, the plain name means the first that has a comment, and each has a name with
its parameters' types too: "qsmo::plan(const Portfolio&, const PlanOptions&)".
"""

import argparse
import re
import subprocess
import sys
import tempfile
import textwrap
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = ROOT / "bindings/cpp/docstrings.hpp"
# Other versions render a few constructs differently, and the file checked in is compared to the byte.
DOXYGEN = "1.9.4"
WIDTH = 88

CONFIG = """
@INCLUDE         = docs/Doxyfile
OUTPUT_DIRECTORY = {output}
GENERATE_HTML    = NO
WARNINGS         = NO
WARN_AS_ERROR    = NO
"""

PROLOGUE = """\
// Written by tools/docstrings.py from the comments of include/qsmo: change those, then `make docstrings`.
#pragma once

#include <algorithm>
#include <iterator>
#include <string_view>

namespace qsmo::bindings {

struct Docstring {
  std::string_view name;
  const char* text;
};

// Sorted by name.
inline constexpr Docstring docstrings[] = {
"""

EPILOGUE = """\
};

/// The comment of a C++ entity as a docstring. A name without a comment does not compile.
consteval const char* doc(std::string_view name) {
  const auto* found = std::lower_bound(
      std::begin(docstrings), std::end(docstrings), name,
      [](const Docstring& entry, std::string_view wanted) { return entry.name < wanted; });
  if (found == std::end(docstrings) || found->name != name) {
    throw "include/qsmo has no comment for this name, or `make docstrings` was not run";
  }
  return found->text;
}

}  // namespace qsmo::bindings
"""

PYTHON_WORDS = {"true": "True", "false": "False", "nullptr": "None", "std::nullopt": "None"}
CHARACTERS = {"ndash": "–", "mdash": "—", "nonbreakablespace": " ", "sp": " ", "hellip": "…", "times": "×"}
BLOCKS = {"parameterlist", "simplesect", "itemizedlist", "orderedlist", "programlisting", "verbatim", "table", "para"}
SECTIONS = {"param": "Args", "exception": "Raises"}
SIMPLE_SECTIONS = {
    "return": "Returns",
    "note": "Note",
    "remark": "Note",
    "attention": "Note",
    "warning": "Warning",
    "pre": "Requires",
    "post": "Ensures",
    "invariant": "Invariant",
    "see": "See also",
    "since": "Since",
}


def to_python(name: str) -> str:
    """The C++ name as Python spells it."""
    name = re.sub(r"\bqsmo::(?:scheduling::)?", "", name)
    return PYTHON_WORDS.get(name, name if "std::" in name else name.replace("::", "."))


def inline(node: ET.Element) -> str:
    """The text of a paragraph up to the blocks in it, as plain text."""
    if node.tag in CHARACTERS:
        return CHARACTERS[node.tag]
    if node.tag == "linebreak":
        return "\n"
    text = (node.text or "") + "".join(
        ("" if child.tag in BLOCKS else inline(child)) + (child.tail or "") for child in node
    )
    if node.tag == "computeroutput":
        return f"`{to_python(text)}`"
    return to_python(text) if node.tag == "ref" else text


def wrap(text: str, indent: str = "", first: str | None = None) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def code(node: ET.Element) -> str:
    if node.tag == "verbatim":
        lines = (node.text or "").strip("\n").splitlines()
    else:
        lines = [inline(line) for line in node.iter("codeline")]
    return textwrap.indent(textwrap.dedent("\n".join(lines)), "    ")


def bullets(node: ET.Element) -> str:
    items = []
    for number, item in enumerate(node.findall("listitem"), 1):
        mark = f"{number}. " if node.tag == "orderedlist" else "- "
        body = textwrap.indent("\n".join(blocks(item)), " " * len(mark))
        items.append(mark + body.lstrip())
    return "\n".join(items)


def table(node: ET.Element) -> str:
    rows = [[" ".join(inline_of(cell).split()) for cell in row] for row in node.findall("row")]
    widths = [max(map(len, column)) for column in zip(*rows)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def parameters(node: ET.Element) -> str:
    lines = [f"{SECTIONS[node.get('kind', '')]}:"]
    for item in node.findall("parameteritem"):
        names = ", ".join(to_python("".join(name.itertext())) for name in item.iter("parametername"))
        description = item.find("parameterdescription")
        lines.append(wrap(f"{names}: {inline_of(description)}", " " * 8, " " * 4))
    return "\n".join(lines)


def inline_of(node: ET.Element | None) -> str:
    return " ".join(inline(para) for para in node.iter("para")) if node is not None else ""


def blocks(node: ET.Element | None) -> list[str]:
    """The paragraphs, lists and sections below a node, in their order."""
    result: list[str] = []
    for child in node if node is not None else ():
        if child.tag == "para":
            if child.find("*") is None or not any(part.tag in BLOCKS for part in child):
                result.append(wrap(inline(child)))
            else:
                result += mixed(child)
        elif child.tag in {"sect1", "sect2", "sect3"}:
            result += [inline(child.find("title")), *blocks(child)]  # type: ignore[arg-type]
    return [block for block in result if block]


def mixed(para: ET.Element) -> list[str]:
    """The blocks of a paragraph in which text and other blocks alternate."""
    result: list[str] = []
    text = para.text or ""
    for child in para:
        if child.tag not in BLOCKS:
            text += inline(child) + (child.tail or "")
            continue
        result += [wrap(text), block(child)]
        text = child.tail or ""
    return [part for part in [*result, wrap(text)] if part]


def block(node: ET.Element) -> str:
    if node.tag in {"programlisting", "verbatim"}:
        return code(node)
    if node.tag in {"itemizedlist", "orderedlist"}:
        return bullets(node)
    if node.tag == "table":
        return table(node)
    if node.tag == "parameterlist":
        return parameters(node) if node.get("kind") in SECTIONS else ""
    if node.tag == "simplesect":
        title = SIMPLE_SECTIONS.get(node.get("kind", ""), "Note")
        return f"{title}:\n" + wrap(inline_of(node), " " * 4)
    return wrap(inline(node))


def text_of(entity: ET.Element) -> str:
    parts = blocks(entity.find("briefdescription")) + blocks(entity.find("detaileddescription"))
    return "\n\n".join(parts)


def signature(function: ET.Element) -> str:
    types = []
    for parameter in function.findall("param"):
        text = "".join(parameter.find("type").itertext())  # type: ignore[union-attr]
        types.append(re.sub(r"\s+(?=[&*>])|(?<=<)\s+", "", text))
    return f"({', '.join(types)})"


def comments(xml: Path) -> dict[str, str]:
    """The text of every entity that has a comment, by its name."""
    found: dict[str, list[tuple[tuple[str, int], str, str]]] = defaultdict(list)

    def add(name: str, entity: ET.Element, suffix: str = "") -> None:
        location = entity.find("location")
        if text := text_of(entity):
            place = (location.get("file", ""), int(location.get("line", "0"))) if location is not None else ("", 0)
            found[name].append((place, suffix, text))

    for file in sorted(xml.glob("*.xml")):
        for compound in ET.parse(file).getroot().iter("compounddef"):
            scope = compound.findtext("compoundname", "")
            if compound.get("kind") not in {"class", "struct", "union", "namespace", "concept"}:
                continue
            if not scope.startswith("qsmo") or "<" in scope or compound.get("prot") == "private":
                continue
            add(scope, compound)
            for member in compound.iter("memberdef"):
                name = member.findtext("name", "")
                if member.get("prot") != "public" or name.startswith("operator") or name[:1] in "~@":
                    continue
                is_function = member.get("kind") == "function"
                add(f"{scope}::{name}", member, signature(member) if is_function else "")
                for value in member.findall("enumvalue"):
                    add(f"{scope}::{name}::{value.findtext('name')}", value)

    texts = {}
    for name, entries in found.items():
        entries.sort()
        texts[name] = entries[0][2]
        if len(entries) > 1:
            texts |= {name + suffix: text for _, suffix, text in entries}
    return texts


def generate() -> str:
    """The text of the header."""
    with tempfile.TemporaryDirectory() as output:
        run = subprocess.run(
            ["doxygen", "-"], cwd=ROOT, input=CONFIG.format(output=output), capture_output=True, text=True
        )
        if run.returncode != 0:
            sys.exit(run.stderr)
        texts = comments(Path(output, "xml"))
    entries = (f'{{"{name}",\n R"doc({text})doc"}},\n' for name, text in sorted(texts.items()))
    return PROLOGUE + "".join(entries) + EPILOGUE


def doxygen_version() -> str | None:
    """The version of the installed Doxygen, if there is one."""
    try:
        return subprocess.run(["doxygen", "--version"], capture_output=True, text=True).stdout.split()[0]
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("output", nargs="?", type=Path, default=HEADER)
    arguments = parser.parse_args()
    if (version := doxygen_version()) != DOXYGEN:
        sys.exit(f"needs Doxygen {DOXYGEN}, found {version or 'none'}")
    arguments.output.write_text(generate())
