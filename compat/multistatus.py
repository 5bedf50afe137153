"""Reads a 207 answer (RFC 4918 section 13) from standard input and prints it as sorted lines to compare:
href, property, text, with tabs between them. Only properties with status 200; hrefs and texts are decoded."""

import sys
import urllib.parse
import xml.etree.ElementTree as ET

DAV = "{DAV:}"


def text_of(element):
    parts = [element.text or ""]
    for child in element:
        parts.append(child.tag.rpartition("}")[2] + "".join("." + value for value in child.attrib.values()))
        parts.append(text_of(child))
    return " ".join(sorted(part.strip() for part in parts if part.strip()))


def lines(root):
    for response in root.iter(DAV + "response"):
        href = urllib.parse.unquote(response.findtext(DAV + "href", ""))
        for propstat in response.iter(DAV + "propstat"):
            if " 200 " in propstat.findtext(DAV + "status", "") + " ":
                for element in propstat.find(DAV + "prop"):
                    yield "\t".join((href, element.tag, text_of(element).replace("\r\n", "\n").replace("\n", "\\n")))


print("\n".join(sorted(lines(ET.fromstring(sys.stdin.buffer.read())))))
