"""Turns an example of docs/deploy into the options of podman run, one a line, the image last.

deploy.py compose|quadlet|kubernetes|shell FILE. Every key of the example must be known here: what is not carried over would not
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


def kubernetes(path):
    """Secrets and claims become folders here, owned as the kubelet leaves them (fsGroup)."""
    import yaml

    kinds = {}
    for document in yaml.safe_load_all(open(path)):
        assert document["kind"] not in kinds, document["kind"]
        kinds[document.pop("kind")] = document
    assert set(kinds) == {"Secret", "PersistentVolumeClaim", "Deployment", "Service"}, set(kinds)
    deployment = kinds["Deployment"]["spec"]
    template = deployment.pop("template")
    labels = template.pop("metadata")["labels"]
    assert deployment == {"replicas": 1, "strategy": {"type": "Recreate"}, "selector": {"matchLabels": labels}}, deployment
    pod = template.pop("spec")
    assert not template, template
    (container,) = pod.pop("containers")
    assert pod.pop("automountServiceAccountToken") is False and pod.pop("enableServiceLinks") is False
    options = ["--name", container.pop("name"), "--stop-timeout", str(pod.pop("terminationGracePeriodSeconds"))]
    user = pod.pop("securityContext")
    group = user.pop("fsGroup")
    options += ["--user", f"{user.pop('runAsUser')}:{user.pop('runAsGroup')}", "--group-add", str(group)]
    # The profile of the runtime is Podman's default, too.
    assert user == {
        "runAsNonRoot": True, "fsGroupChangePolicy": "OnRootMismatch", "seccompProfile": {"type": "RuntimeDefault"},
    }, user
    options += hardened(container.pop("securityContext")) + bounded(container.pop("resources"))
    for variable in container.pop("env"):
        assert isinstance(variable["value"], str) and len(variable) == 2, variable
        options += ["--env", f"{variable['name']}={variable['value']}"]
    folders = {volume["name"]: folder(volume, kinds, group) for volume in pod.pop("volumes")}
    for mount in container.pop("volumeMounts"):
        source = folders.pop(mount.pop("name"))
        options += ["--volume", f"{source}:{mount.pop('mountPath')}" + (":ro" if mount.pop("readOnly", False) else "")]
        assert not mount, mount
    assert not folders, f"not mounted: {folders}"
    options += probed(container, reachable(container.pop("ports"), kinds["Service"]["spec"], labels))
    assert container.pop("imagePullPolicy") == "IfNotPresent"
    image = container.pop("image")
    assert not container and not pod, f"not tried: {container} {pod}"
    return options + [image]


def hardened(context):
    options = ["--read-only", "--read-only-tmpfs=false"] if context.pop("readOnlyRootFilesystem") else []
    options += [] if context.pop("allowPrivilegeEscalation") else ["--security-opt", "no-new-privileges"]
    for kind, capabilities in context.pop("capabilities").items():
        for capability in capabilities:
            options += [{"drop": "--cap-drop", "add": "--cap-add"}[kind], capability]
    assert not context, f"not tried: {context}"
    return options


def bounded(resources):
    requests, limits = resources.pop("requests"), resources.pop("limits")
    options = ["--memory", mebibytes(limits.pop("memory"))]
    options += ["--memory-reservation", mebibytes(requests.pop("memory"))]
    # As the kubelet counts: 1024 shares are a processor.
    options += ["--cpu-shares", str(int(requests.pop("cpu").removesuffix("m")) * 1024 // 1000)]
    assert not resources and not requests and not limits, f"not tried: {resources} {requests} {limits}"
    return options


def mebibytes(quantity):
    assert quantity.endswith("Mi"), quantity
    return quantity[:-2] + "m"


def folder(volume, kinds, group):
    """What stands for a volume: root's, and the pod's group may write in it (a secret: read it)."""
    name = volume.pop("name")
    place = os.path.abspath(f"kubernetes-{name}")
    os.mkdir(place)
    if "secret" in volume:
        secret = kinds["Secret"]
        assert volume.pop("secret") == {"secretName": secret["metadata"]["name"], "optional": False}
        for key, value in secret["stringData"].items():
            with open(os.path.join(place, key), "w") as file:
                file.write(value)
            os.chmod(file.name, 0o644)
        os.chmod(place, 0o755)
    else:
        claim = volume.pop("persistentVolumeClaim")
        assert claim == {"claimName": kinds["PersistentVolumeClaim"]["metadata"]["name"]}, claim
        os.chown(place, 0, group)
        os.chmod(place, 0o2775)
    assert not volume, f"not tried: {volume}"
    return place


def reachable(ports, service, labels):
    """The container's ports, which the Service must find."""
    named = {port["name"]: port["containerPort"] for port in ports}
    assert service["selector"] == labels, service
    assert all(port["targetPort"] in named for port in service["ports"]), service
    return set(named.values()) | set(named)


def probed(container, ports):
    """Readiness is the container's health. A port is asked from outside the pod: loopback is not reached from there."""
    startup, live, ready = (container.pop(kind + "Probe") for kind in ("startup", "liveness", "readiness"))
    assert startup.pop("tcpSocket")["port"] in ports and set(startup) == {"periodSeconds", "failureThreshold"}, startup
    command = ready.pop("exec").pop("command")
    assert live.pop("exec") == {"command": command} and set(live) == {"periodSeconds", "timeoutSeconds"}, live
    options = ["--health-cmd", shlex.join(command), "--health-interval", f"{ready.pop('periodSeconds')}s"]
    options += ["--health-timeout", f"{ready.pop('timeoutSeconds')}s"]
    assert not ready, f"not tried: {ready}"
    return options


def shell(path):
    """The command in the block that is marked for it."""
    text = open(path).read().split("<!-- command: docker-run -->\n```sh\n")[1].split("\n```")[0]
    words = shlex.split(text.replace("\\\n", " "))
    assert words[:3] == ["docker", "run", "-d"], words[:3]
    return words[3:]


readers = {"compose": compose, "quadlet": quadlet, "kubernetes": kubernetes, "shell": shell}
print("\n".join(readers[sys.argv[1]](sys.argv[2])))
