"""Looks at a dynamic configuration of Traefik as Traefik would: known parts, names that exist, and where a request goes.

traefik.py FILE. Traefik is not in Debian, so this is not the same as running it.
"""

import re
import sys

import yaml

HOST = "https://cal.example.org"


def check(message, fault):
    """Tells of one thing, by the lines that take_results of lib.sh counts."""
    import json

    print(f"FAIL\t{message}\t{json.dumps(str(fault))}" if fault else f"ok\t{message}")


def matches(rule, path):
    """Whether a rule of Host, PathPrefix, && and || takes a path of the host."""
    prefix = re.compile(r"PathPrefix\(`([^`]*)`\)")
    terms = prefix.sub(lambda found: str(path.startswith(found[1])), rule)
    terms = terms.replace("Host(`cal.example.org`)", "True").replace("&&", " and ").replace("||", " or ")
    assert re.fullmatch(r"(True|False|and|or|[() ])+", terms), f"not understood: {terms}"
    return eval(terms)  # of the words above only


def routed(http, path):
    """The router that takes a path: the one with the longest rule, as Traefik orders them."""
    able = [router for router in http["routers"].values() if matches(router["rule"], path)]
    return max(able, key=lambda router: len(router["rule"]), default=None)


def location(http, path):
    """Where a path is redirected to."""
    for name in routed(http, path)["middlewares"]:
        redirect = http["middlewares"][name].get("redirectRegex")
        if redirect and re.search(redirect["regex"], HOST + path):
            return re.sub(redirect["regex"], redirect["replacement"].replace("${1}", r"\1"), HOST + path)
    return None


def main(path):
    whole = yaml.safe_load(open(path))
    check("Traefik's block is a dynamic configuration for HTTP", set(whole) ^ {"http"})
    http = whole["http"]
    check("of routers, middlewares and services", set(http) ^ {"routers", "middlewares", "services"})
    routers = http["routers"].values()
    check("with the keys that a router has", [
        router for router in routers
        if not {"rule", "service", "entryPoints"} <= set(router) <= {"rule", "service", "entryPoints", "middlewares", "tls"}
    ])
    check("every service exists", {router["service"] for router in routers} - set(http["services"]))
    named = {name for router in routers for name in router.get("middlewares", [])}
    check("every middleware exists and is used", named ^ set(http["middlewares"]))
    kinds = {kind for middleware in http["middlewares"].values() for kind in middleware}
    check("of kinds that Traefik has", kinds - {"stripPrefix", "redirectRegex"})
    servers = [server for service in http["services"].values() for server in service["loadBalancer"]["servers"]]
    check("servers have a URL", [server for server in servers if not server["url"].startswith("http://")] or not servers)
    for name in "caldav", "caldav/", "carddav", "carddav/":
        there = location(http, "/.well-known/" + name)
        check(f"well-known {name} leads to the path", there if there != HOST + "/dav/" else None)
    inside = routed(http, "/dav/alice/")
    check("the path goes to the server, less its prefix",
          None if inside and http["middlewares"][inside["middlewares"][0]] == {"stripPrefix": {"prefixes": ["/dav"]}} else inside)
    check("nothing else does", routed(http, "/other"))
    print("end")


main(sys.argv[1])
