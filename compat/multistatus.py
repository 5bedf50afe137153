"""Reads a 207 answer (RFC 4918 section 13) from standard input and prints it as sorted lines to compare:
href, property, text, with tabs between them. Only properties with status 200; hrefs and texts are decoded."""

import sys
import urllib.parse
import xml.etree.ElementTree as ET

DAV = "{DAV:}"


def text_of(element):
    parts = []
    for child in element:
        name = ".".join([child.tag.rpartition("}")[2], *child.attrib.values()])
        parts.append(f"{name} {text_of(child)}".strip())
    own = (element.text or "").strip().replace("\r\n", "\n").replace("\n", "\\n")
    return " ".join(filter(None, [own, *sorted(parts)]))


def lines(root):
    for response in root.iter(DAV + "response"):
        href = urllib.parse.unquote(response.findtext(DAV + "href", ""))
        for propstat in response.iter(DAV + "propstat"):
            if " 200 " in propstat.findtext(DAV + "status", "") + " ":
                for element in propstat.find(DAV + "prop"):
                    yield "\t".join((href, element.tag, text_of(element)))


octets = sys.stdin.buffer.read()
try:
    print("\n".join(sorted(lines(ET.fromstring(octets)))))
except ET.ParseError as error:
    print(f"not XML: {error}: {octets[:500]!r}")
