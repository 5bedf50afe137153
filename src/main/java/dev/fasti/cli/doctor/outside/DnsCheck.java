package dev.fasti.cli.doctor.outside;

import dev.fasti.cli.doctor.Check;
import dev.fasti.cli.doctor.Finding;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the DNS leads those who know only a mail address to the server (RFC 6764 sections 3, 4).
 *
 * @param records from the DNS
 * @param domain what is behind the @
 * @param url where the server is
 */
public record DnsCheck(DnsRecords records, String domain, URI url) implements Check {
    private static final String SUBJECT = "dns";

    @Override
    public List<Finding> findings() {
        List<Finding> found = new ArrayList<>();
        for (String kind : List.of("caldav", "carddav")) {
            try {
                secured(kind, found);
                plain(kind, found);
            } catch (IOException e) {
                found.add(Finding.warn(
                        SUBJECT, String.valueOf(e.getMessage()), "try again, or name a name server with --dns"));
                return found;
            }
        }
        return found;
    }

    private void secured(String kind, List<Finding> found) throws IOException {
        String name = "_" + kind + "s._tcp." + domain;
        int port = url.getPort() < 0 ? 443 : url.getPort();
        String wanted = name + ". IN SRV 0 1 " + port + " " + url.getHost() + ".";
        List<DnsRecords.Service> services = records.services(name);
        if (services.isEmpty()) {
            found.add(Finding.warn(
                    SUBJECT,
                    "there is no SRV record " + name + ": clients need the URL, a mail address is not enough",
                    "add to the DNS: " + wanted));
            return;
        }
        boolean leads = services.stream()
                .allMatch(each -> each.port() == port && each.host().equalsIgnoreCase(url.getHost()));
        if (!leads) {
            found.add(Finding.fail(
                    SUBJECT,
                    name + " leads to " + services.get(0).host() + ":"
                            + services.get(0).port() + " instead of " + url.getHost() + ":" + port,
                    "change it to: " + wanted));
            return;
        }
        List<String> paths = records.texts(name, "TXT").stream()
                .map(text -> text.replace("\"", ""))
                .filter(text -> text.startsWith("path="))
                .toList();
        String path = url.getPath().isEmpty() ? "/" : url.getPath();
        if (paths.stream().anyMatch(each -> !(each + "/").startsWith("path=" + path))) {
            found.add(Finding.fail(
                    SUBJECT,
                    "the TXT record " + name + " says " + paths.get(0) + " instead of path=" + path,
                    "change it to: " + name + ". IN TXT \"path=" + path + "\""));
        } else {
            found.add(Finding.ok(SUBJECT, name + " leads to " + url.getHost() + ":" + port));
        }
    }

    private void plain(String kind, List<Finding> found) throws IOException {
        String name = "_" + kind + "._tcp." + domain;
        if (records.services(name).stream().anyMatch(each -> !each.host().isEmpty())) {
            found.add(Finding.warn(
                    SUBJECT,
                    name + " leads clients to a port without TLS",
                    "remove it, or say that there is none: " + name + ". IN SRV 0 0 0 ."));
        }
    }
}
