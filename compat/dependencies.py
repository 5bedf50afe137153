"""Compares the libraries in the jar with docs/dependencies.md: all are listed, with their licences, none is older than
what is let in, none is there twice, no class is in two of them. Run by dependencies.sh. Standard library only."""

import collections
import json
import re
import sys
import zipfile

# Licences under which a library may be part of what Apache-2.0 covers; one that may be chosen is enough.
COMPATIBLE = {"Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "FreeBSD License", "iCal4j - License",
              "Go License"}
ROW = re.compile(r"^\| `([^`]+)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", re.M)


def shipped(jar):
    """The components of the bill of materials: name, version, licences."""
    with zipfile.ZipFile(jar) as archive:
        parts = json.loads(archive.read("META-INF/sbom/bom.json"))["components"]
    for part in parts:
        licences = [one.get("expression") or one["license"].get("id") or one["license"].get("name")
                    for one in part.get("licenses", [])]
        yield f"{part['group']}:{part['name']}", part["version"], " or ".join(sorted(licences))


def number(version):
    return [int(part) for part in re.findall(r"\d+", version)]


def problems(parts, listed):
    count = collections.Counter(name for name, _, _ in parts)
    yield from (f"{name} is there twice" for name, times in count.items() if times > 1)
    yield from (f"{name} is listed and not shipped" for name in listed.keys() - count.keys())
    for name, version, licences in parts:
        if name not in listed:
            yield f"{name} {version} ({licences}) is not listed"
            continue
        oldest, licence, _ = listed[name]
        if number(version) < number(oldest):
            yield f"{name} {version} is older than {oldest}"
        if licence != licences:
            yield f"{name} is under {licences}, not {licence}"
        if not COMPATIBLE & set(licences.split(" or ")):
            yield f"{name} is under {licences}, which is not known to go with Apache-2.0"


def doubled(libraries):
    """Classes that two libraries have: which of them counts would be chance."""
    homes = collections.defaultdict(set)
    for library in libraries:
        with zipfile.ZipFile(library) as archive:
            for name in archive.namelist():
                if name.endswith(".class") and not name.endswith("-info.class") and not name.startswith("META-INF/"):
                    homes[name].add(library.rsplit("/", 1)[-1])
    return [f"{name} is in {', '.join(sorted(there))}" for name, there in sorted(homes.items()) if len(there) > 1]


def not_stripped(jar):
    """Classes that have tables of local variables (some of pack200 only speak of them), and whether lines are told."""
    with zipfile.ZipFile(jar) as archive:
        classes = {name: archive.read(name) for name in archive.namelist() if name.endswith(".class")}
    lines = sum(b"LineNumberTable" in octets for octets in classes.values())
    return [f"{name} names its variables" for name, octets in sorted(classes.items())
            if b"LocalVariableTable" in octets and "pack200" not in name] + ([] if lines > len(classes) / 3 else ["there are hardly any lines"])


def self_test():
    """That each fault is found."""
    good = [("g:a", "1.10", "MIT")]
    listed = {"g:a": ("1.9", "MIT", "")}
    found = [list(problems(parts, table)) for parts, table in [
        (good, listed), (good * 2, listed), (good, {}), ([], listed), ([("g:a", "1.8", "MIT")], listed),
        ([("g:a", "1.10", "GPL-3.0")], {"g:a": ("1.9", "GPL-3.0", "")}), ([("g:a", "1.10", "BSD-2-Clause")], listed)]]
    return [len(each) > 0 for each in found] == [False] + [True] * 6


def report(message, found):
    print("\t".join(["FAIL", message, json.dumps("\n".join(found))] if found else ["ok", message]), flush=True)


if __name__ == "__main__":
    jar, page, libraries = sys.argv[1], sys.argv[2], sys.argv[3:]
    with open(page, encoding="utf-8") as text:
        table = {name: (oldest, licence, why) for name, oldest, licence, why in ROW.findall(text.read())}
    parts = list(shipped(jar))
    report("each kind of fault is found", [] if self_test() else ["one is not"])
    report(f"{len(parts)} libraries are listed, new enough and licensed", list(problems(parts, table)))
    report("no class is in two libraries", doubled(libraries))
    report("the jar has no tables of local variables, and those of lines", not_stripped(jar))
    print("end")
