package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WellKnownHttpTest {
    private final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PROPFIND", "OPTIONS", "POST", "REPORT"})
    @DisplayName("both well-known names lead to the root by 301, for any method, slash or not (RFC 6764 5)")
    void redirects(String method) throws IOException {
        HttpServer server = servers.start(
                Servers.settings("127.0.0.1", 0, "/dav", Servers.NOBODY, Servers.LIMITS), Servers::describe);
        try (RawClient client = new RawClient(server)) {
            for (String path : new String[] {
                "/.well-known/caldav",
                "/.well-known/caldav/",
                "/.well-known/carddav",
                "/.well-known/carddav/?x",
                "/dav/.well-known/caldav"
            }) {
                client.send(method + " " + path + " HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n<propfind/>");
                assertThat(client.head()).startsWith("http/1.1 301").contains("\r\nlocation: /dav/\r\n");
            }
        }
    }

    @Test
    @DisplayName("the redirect goes to the proxy's prefix")
    void prefix() throws IOException {
        HttpServer server =
                servers.start(Servers.settings("127.0.0.1", 0, "", address -> true, Servers.LIMITS), Servers::describe);
        try (RawClient client = new RawClient(server)) {
            client.send("PROPFIND /.well-known/carddav HTTP/1.1\r\nHost: h\r\nX-Forwarded-Prefix: /cal\r\n\r\n");
            assertThat(client.head()).contains("\r\nlocation: /cal/\r\n");
        }
    }

    @Test
    @DisplayName("other names there are the engine's")
    void others() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        try (RawClient client = new RawClient(server)) {
            for (String path : new String[] {"/.well-known/", "/.well-known/caldav/x", "/a/.well-known/caldav"}) {
                client.send("OPTIONS " + path + " HTTP/1.1\r\nHost: h\r\nConnection: keep-alive\r\n\r\n");
                String head = client.head();
                assertThat(head).startsWith("http/1.1 200");
                int length = Integer.parseInt(head.replaceAll("(?s).*content-length: (\\d+).*", "$1"));
                assertThat(client.body(length)).startsWith("OPTIONS\n");
            }
        }
    }
}
