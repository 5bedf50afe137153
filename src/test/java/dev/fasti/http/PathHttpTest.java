package dev.fasti.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathHttpTest {
    private final Servers servers = new Servers();

    @AfterEach
    void stop() {
        servers.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\0',
            value = {
                "/ ''",
                "//a///b/ a|b",
                "/a%40b@c a@b@c",
                "/a%25b a%b",
                "/a%3Bb;c=d a;b;c=d",
                "/a%3Fb?c=%2F a?b",
                "/a%23b a#b",
                "/a+b%2Bc a+b+c",
                "/~a%7Eb ~a~b",
                "/it's(1)!*&=$,: it's(1)!*&=$,:",
                "/%5Ca%7Cb \\a|b",
                "/a...b/..c a...b|..c",
                "http://h/x/y x|y",
                "http://h ''"
            })
    @DisplayName("names are decoded once, and everything but a slash can be in one (RFC 3986 2.4)")
    void decoded(String target, String expected) throws IOException {
        HttpServer server = servers.start(Servers::describe);
        assertThat(get(server, target, "")).contains("\r\n\r\nGET\n" + expected.replace("''", "") + "\nh\n");
    }

    @Test
    @DisplayName("octets beyond ASCII are UTF-8, encoded or not")
    void utf8() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        assertThat(get(server, "/%C3%BC%F0%9F%98%80", "")).contains("\u00c3\u00bc\u00f0\u009f\u0098\u0080\nh\n");
        assertThat(get(server, "/\u00c3\u00bc", "")).contains("GET\n\u00c3\u00bc\nh\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/a%2fb",
                "/a%00b",
                "/..",
                "/a/../b",
                "/a/%2e%2E/b",
                "/a/.%2e",
                "/./a",
                "/%2e/a",
                "/a%",
                "/a%4",
                "/a%zz",
                "/%u0041",
                "/%C0%AF",
                "/%C0%AE%C0%AE/a",
                "/%FF",
                "/%ED%A0%80",
                "/a#b",
                "a",
                "http://user@h/a",
                "/..;x/a/..",
            })
    @DisplayName("a path that is malformed, or climbs, or hides a slash, is 400 and never reaches the engine")
    void malformed(String target) throws IOException {
        HttpServer server = servers.start(exchange -> {
            throw new AssertionError("reached the engine: " + exchange.target());
        });
        assertThat(get(server, target, "")).startsWith("HTTP/1.1 400");
    }

    @Test
    @DisplayName("methods are case-sensitive: one in lower case is none (RFC 9110 9.1)")
    void lowerCase() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        try (RawClient client = new RawClient(server)) {
            client.send("get / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(client.rest()).startsWith("HTTP/1.1 501");
        }
    }

    @Test
    @DisplayName("what is outside of the base path is 404, what is below it reaches the engine")
    void basePath() throws IOException {
        HttpServer server = servers.start(
                Servers.settings("127.0.0.1", 0, "/dav/x", Servers.NOBODY, Servers.LIMITS), Servers::describe);
        assertThat(get(server, "/dav/x/a", "")).endsWith("GET\na\nh\n127.0.0.1\n/dav/x/\n");
        assertThat(get(server, "/dav/x", "")).contains("GET\n\nh\n");
        assertThat(get(server, "/d%61v//x/", "")).contains("GET\n\nh\n");
        for (String outside : new String[] {"/", "/dav", "/dav/xy", "/davx/a", "/a/dav/x"}) {
            assertThat(get(server, outside, "")).startsWith("HTTP/1.1 404");
        }
    }

    @Test
    @DisplayName("X-Forwarded-* of a stranger is not believed")
    void stranger() throws IOException {
        HttpServer server = servers.start(Servers::describe);
        assertThat(get(
                        server,
                        "/a",
                        "X-Forwarded-For: 192.0.2.1\r\nX-Forwarded-Host: evil\r\nX-Forwarded-Prefix: /evil\r\n"
                                + "X-Forwarded-Port: 1\r\n"))
                .endsWith("GET\na\nh\n127.0.0.1\n/\n");
    }

    @Test
    @DisplayName("a trusted proxy's X-Forwarded-* tells client, host and prefix; stripped and unstripped paths work")
    void proxy() throws IOException {
        HttpServer server = trusting("");
        String fields = "X-Forwarded-For: 203.0.113.9, 192.0.2.1\r\nX-Forwarded-Host: Example.org\r\n"
                + "X-Forwarded-Prefix: /cal/\r\n";
        assertThat(get(server, "/a", fields)).endsWith("GET\na\nExample.org\n192.0.2.1\n/cal/\n");
        assertThat(get(server, "/cal/a", fields)).endsWith("GET\na\nExample.org\n192.0.2.1\n/cal/\n");
        assertThat(get(server, "/cal", fields)).contains("GET\n\nExample.org\n");
    }

    @Test
    @DisplayName("prefix and base path add up, unless the prefix holds the base path already")
    void prefixAndBase() throws IOException {
        HttpServer server = trusting("/dav");
        String other = "X-Forwarded-Prefix: /cal\r\n";
        assertThat(get(server, "/dav/a", other)).endsWith("GET\na\nh\n127.0.0.1\n/cal/dav/\n");
        assertThat(get(server, "/cal/dav/a", other)).endsWith("GET\na\nh\n127.0.0.1\n/cal/dav/\n");
        assertThat(get(server, "/a", other)).startsWith("HTTP/1.1 404");
        String same = "X-Forwarded-Prefix: /dav\r\n";
        assertThat(get(server, "/dav/a", same)).endsWith("GET\na\nh\n127.0.0.1\n/dav/\n");
        assertThat(get(server, "/a", same)).endsWith("GET\na\nh\n127.0.0.1\n/dav/\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cal",
                "//evil.example",
                "/a/../b",
                "/a b",
                "/a\"b",
                "/%zz",
                "/a%2Fb",
                "/a?b",
                "/<a>",
                "/a//b",
                "/"
            })
    @DisplayName("a prefix that is no clean path is not believed even from a trusted proxy")
    void badPrefix(String prefix) throws IOException {
        assertThat(get(trusting(""), "/a", "X-Forwarded-Prefix: " + prefix + "\r\n"))
                .endsWith("GET\na\nh\n127.0.0.1\n/\n");
    }

    @Test
    @DisplayName("the client is the last address that is no trusted proxy, with or without a port")
    void chain() throws IOException {
        HttpServer server = servers.start(
                Servers.settings(
                        "127.0.0.1",
                        0,
                        "",
                        address -> address.isLoopbackAddress() || address.isSiteLocalAddress(),
                        Servers.LIMITS),
                Servers::describe);
        assertClient(server, "198.51.100.7, 203.0.113.9, 10.0.0.1", "203.0.113.9");
        assertClient(server, "203.0.113.9:4711, 10.0.0.1", "203.0.113.9");
        assertClient(server, "[2001:db8::1]:4711", "2001:db8:0:0:0:0:0:1");
        assertClient(server, "2001:db8::1", "2001:db8:0:0:0:0:0:1");
        assertClient(server, "10.0.0.2, 10.0.0.1", "10.0.0.2");
        assertClient(server, "203.0.113.9, unknown, 10.0.0.1", "10.0.0.1");
        assertClient(server, "localhost", "127.0.0.1");
        assertClient(server, "999.1.1.1", "127.0.0.1");
        assertClient(server, "", "127.0.0.1");
    }

    @Test
    @DisplayName("the authority takes the forwarded port where the host has none, and nothing malformed")
    void authority() throws IOException {
        HttpServer server = trusting("");
        assertThat(get(server, "/", "X-Forwarded-Host: a.example\r\nX-Forwarded-Port: 8443\r\n"))
                .contains("\na.example:8443\n");
        assertThat(get(server, "/", "X-Forwarded-Host: a.example:1\r\nX-Forwarded-Port: 8443\r\n"))
                .contains("\na.example:1\n");
        assertThat(get(server, "/", "X-Forwarded-Host: [2001:db8::1]\r\nX-Forwarded-Port: 8443\r\n"))
                .contains("\n[2001:db8::1]:8443\n");
        assertThat(get(server, "/", "X-Forwarded-Host: a/b\r\n")).contains("\nh\n");
        assertThat(get(server, "/", "X-Forwarded-Host: a.example, b.example\r\n"))
                .contains("\na.example\n");
    }

    private void assertClient(HttpServer server, String forwardedFor, String client) throws IOException {
        assertThat(get(server, "/", "X-Forwarded-For: " + forwardedFor + "\r\n"))
                .as(forwardedFor)
                .contains("\nh\n" + client + "\n");
    }

    private HttpServer trusting(String basePath) {
        return servers.start(
                Servers.settings("127.0.0.1", 0, basePath, address -> address.isLoopbackAddress(), Servers.LIMITS),
                Servers::describe);
    }

    private static String get(HttpServer server, String target, String fields) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send("GET " + target + " HTTP/1.1\r\nHost: h\r\nConnection: close\r\n" + fields + "\r\n");
            return client.rest();
        }
    }
}
