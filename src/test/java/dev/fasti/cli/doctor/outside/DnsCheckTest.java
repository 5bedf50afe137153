package dev.fasti.cli.doctor.outside;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("fasti doctor, on the DNS (RFC 6764 sections 3 and 4):")
class DnsCheckTest {
    private static final URI URL = URI.create("https://cal.example.org/dav/");

    private static String found(Map<String, String> records) throws IOException {
        try (NameServer server = new NameServer(records)) {
            return String.join(
                    "\n",
                    new DnsCheck(new DnsRecords(server.address()), "example.org", URL)
                            .findings().stream()
                                    .map(each -> each.level() + " " + each.text() + " | " + each.fix())
                                    .toList());
        }
    }

    @Test
    @DisplayName("records that lead to the URL are good")
    void good() throws IOException {
        assertThat(found(Map.of(
                        "_caldavs._tcp.example.org SRV", "443 cal.example.org",
                        "_caldavs._tcp.example.org TXT", "path=/dav/",
                        "_carddavs._tcp.example.org SRV", "443 cal.example.org",
                        "_caldav._tcp.example.org SRV", "0")))
                .isEqualTo("OK _caldavs._tcp.example.org leads to cal.example.org:443 | \n"
                        + "OK _carddavs._tcp.example.org leads to cal.example.org:443 | ");
    }

    @Test
    @DisplayName("missing ones are warned of, with the record to add; so is a service without TLS")
    void missing() throws IOException {
        assertThat(found(Map.of("_caldav._tcp.example.org SRV", "80 cal.example.org")))
                .contains("WARN there is no SRV record _caldavs._tcp.example.org")
                .contains("add to the DNS: _carddavs._tcp.example.org. IN SRV 0 1 443 cal.example.org.")
                .contains("WARN _caldav._tcp.example.org leads clients to a port without TLS")
                .doesNotContain("FAIL");
    }

    @Test
    @DisplayName("ones that lead elsewhere fail, by host, port or path")
    void wrong() throws IOException {
        assertThat(found(Map.of(
                        "_caldavs._tcp.example.org SRV", "8443 old.example.org",
                        "_carddavs._tcp.example.org SRV", "443 cal.example.org",
                        "_carddavs._tcp.example.org TXT", "path=/carddav")))
                .contains("FAIL _caldavs._tcp.example.org leads to old.example.org:8443 instead of cal.example.org:443")
                .contains("FAIL the TXT record _carddavs._tcp.example.org says path=/carddav instead of path=/dav/");
    }

    @Test
    @DisplayName("no name server is a warning, not a lie")
    void silent() throws IOException {
        String closed;
        try (NameServer server = new NameServer(Map.of())) {
            closed = server.address();
        }
        assertThat(new DnsCheck(new DnsRecords(closed), "example.org", URL).findings())
                .singleElement()
                .satisfies(each -> assertThat(each.text()).contains("no name server answers"));
    }
}
