"""Turns an example of docs/deploy into the options of podman run, one a line, the image last.

deploy.py compose|quadlet|shell FILE. Every key of the example must be known here: what is not carried over would not
be tried.
"""

import configparser
import os
import shlex
import sys


def compose(path):
    import yaml

    whole = yaml.safe_load(open(path))
    (name, service), = whole.pop("services").items()
    secrets = whole.pop("secrets", {})
    volumes = whole.pop("volumes", {})
    assert not whole, whole
    image = service.pop("image")
    options = ["--name", name]
    for kind in "ports", "volumes", "cap_drop", "cap_add", "security_opt":
        flag = {"ports": "--publish", "volumes": "--volume"}.get(kind, "--" + kind.replace("_", "-"))
        for value in service.pop(kind, []):
            assert kind != "volumes" or value.split(":")[0] in volumes, value
            options += [flag, value]
    for variable, value in service.pop("environment", {}).items():
        assert isinstance(value, str), f"{variable} is not a text: {value!r}"
        options += ["--env", f"{variable}={value}"]
    for secret in service.pop("secrets", []):
        options += ["--volume", f"{os.path.abspath(secrets[secret]['file'])}:/run/secrets/{secret}:ro"]
    if service.pop("read_only"):
        options += ["--read-only", "--read-only-tmpfs=false"]
    options += ["--memory", service.pop("mem_limit"), "--pids-limit", str(service.pop("pids_limit"))]
    options += ["--stop-timeout", service.pop("stop_grace_period").rstrip("s")]
    options += ["--restart", service.pop("restart")]
    logging = service.pop("logging")
    options += ["--log-driver", logging["driver"]]
    # Podman rotates by size alone.
    logging["options"].pop("max-file")
    for option, value in logging["options"].items():
        options += ["--log-opt", f"{option}={value}b"]
    assert not service, f"not tried: {service}"
    return options + [image]


def quadlet(path):
    flags = {
        "ContainerName": "--name", "PublishPort": "--publish", "Volume": "--volume", "DropCapability": "--cap-drop",
        "HealthCmd": "--health-cmd", "HealthInterval": "--health-interval", "HealthTimeout": "--health-timeout",
        "HealthRetries": "--health-retries", "AddCapability": "--cap-add",
    }
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str
    unit.read(path)
    assert set(unit.sections()) == {"Unit", "Container", "Service", "Install"}, unit.sections()
    container = dict(unit["Container"])
    image = container.pop("Image")
    options = []
    if container.pop("ReadOnly") == "true":
        options += ["--read-only", "--read-only-tmpfs=false"]
    if container.pop("NoNewPrivileges") == "true":
        options += ["--security-opt", "no-new-privileges"]
    options += shlex.split(container.pop("PodmanArgs"))
    for key, value in container.items():
        for one in value.split() if key.endswith("Capability") else [value]:
            options += [flags[key], one]
    return options + [image]


def shell(path):
    """The command in the block that is marked for it."""
    text = open(path).read().split("<!-- command: docker-run -->\n```sh\n")[1].split("\n```")[0]
    words = shlex.split(text.replace("\\\n", " "))
    assert words[:3] == ["docker", "run", "-d"], words[:3]
    return words[3:]


print("\n".join({"compose": compose, "quadlet": quadlet, "shell": shell}[sys.argv[1]](sys.argv[2])))
