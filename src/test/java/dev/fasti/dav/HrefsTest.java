package dev.fasti.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HrefsTest {
    private static final Hrefs ROOT = new Hrefs("");
    private static final Hrefs DAV = new Hrefs("/dav");

    @Test
    @DisplayName("hrefs are path-absolute, encoded, below the base path, with a slash after collections (RFC 4918 8.3)")
    void made() {
        assertThat(DAV.root()).isEqualTo("/dav/");
        assertThat(DAV.principals()).isEqualTo("/dav/principals/");
        assertThat(DAV.principal(new Principal("a@b c"))).isEqualTo("/dav/principals/a%40b%20c/");
        assertThat(ROOT.collection(CollectionPath.of("\u00fc"))).isEqualTo("/%C3%BC/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a@b/c", "/a%40b/c", "/a%40b/c/", "/a%40b//c", "/%61%40b/%63?q#f", " /a@b/c\n"})
    @DisplayName("plain and encoded characters are the same resource")
    void same(String href) {
        assertThat(ROOT.read(href, "h")).contains(List.of("a@b", "c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/a%2fb",
                "/a%00b",
                "/..",
                "/../a",
                "/a/..",
                "/a/%2e%2E/b",
                "/.%2e",
                "/./a",
                "/%2e",
                "/a%",
                "/a%4",
                "/a%zz",
                "/a%+1",
                "/%C0%AF",
                "/%C1%81",
                "/%E0%80%AF",
                "/%FF",
                "/%ED%A0%80",
                "/%F4%90%80%80",
                "/%C3",
                "a/b",
                "",
                "?",
                "#",
                "mailto:a@b",
                "data:,/a"
            })
    @DisplayName("what is malformed, climbs or hides a slash is no href: overlong UTF-8, too (RFC 3629 3)")
    void malformed(String href) {
        assertThat(ROOT.read(href, "h")).isEmpty();
        assertThat(Hrefs.segments(href)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/a;b=c/d;e | a;b=c,d;e",
                "/a%3Fb%23c%25d%5Ce | a?b#c%d\\e",
                "/a+b%20c | a+b c",
                "/~a/%7Eb | ~a,~b",
                "/a...b/..c/d.. | a...b,..c,d..",
                "/%2541 | %41"
            },
            delimiter = '|')
    @DisplayName("parameters are part of a name, and names are decoded once")
    void decoded(String href, String expected) {
        assertThat(ROOT.read(href, "h")).contains(List.of(expected.split(",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dav/a",
                "/d%61v/a",
                "http://example.org/dav/a",
                "https://EXAMPLE.org:443/dav/a",
                "http://example.org:80/dav/a/",
                "http://example.org:/dav/a",
                "http://user:x@example.org/dav/a",
                "//example.org/dav/a"
            })
    @DisplayName("absolute hrefs are ours with any scheme and either default port (RFC 4918 8.3)")
    void ours(String href) {
        for (String authority : new String[] {"example.org", "Example.org:443", "example.org:80"}) {
            assertThat(DAV.read(href, authority)).contains(List.of("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/davfoo/a",
                "/da",
                "/a/dav",
                "http://example.org/",
                "http://example.org",
                "http://example.com/dav/a",
                "http://example.org.evil/dav/a",
                "http://example.org@evil/dav/a",
                "http://example.org:8080/dav/a",
                "http://evil/http://example.org/dav/a",
                "///dav/a"
            })
    @DisplayName("another host, another port and what is beside the base path are not ours")
    void notOurs(String href) {
        assertThat(DAV.read(href, "example.org")).isEmpty();
    }

    @Test
    @DisplayName("a port that is no default is told apart, and an address in brackets is an authority")
    void ports() {
        assertThat(ROOT.read("https://h:8443/a", "h:8443")).contains(List.of("a"));
        assertThat(ROOT.read("https://h/a", "h:8443")).isEmpty();
        assertThat(ROOT.read("https://[2001:db8::80]/a", "[2001:db8::80]:443")).contains(List.of("a"));
        assertThat(ROOT.read("https://[2001:db8::80]/a", "[2001:db8::]:443")).isEmpty();
        assertThat(ROOT.read("https://h", "h")).contains(List.of());
        assertThat(ROOT.read("https://h?q", "h")).contains(List.of());
    }

    @Test
    @DisplayName("two slashes start an authority, not an empty segment (RFC 3986 4.2)")
    void networkPath() {
        assertThat(ROOT.read("//h//a", "h")).contains(List.of("a"));
        assertThat(ROOT.read("//a//b", "h")).isEmpty();
    }

    @Test
    @DisplayName("the base path itself is the root")
    void baseIsRoot() {
        assertThat(DAV.read("/dav", "h")).contains(List.of());
        assertThat(DAV.read("/dav/", "h")).contains(List.of());
        assertThat(new Hrefs("/my%20cal").read("/my%20cal/a", "h")).contains(List.of("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dav", "/", "/dav/", "/a b", "/a//b", "/../a", "/a%2Fb", "/a%", "/a?b", "/a\nb", "/\u00fc"})
    @DisplayName("a base path that could not stand in an href is refused")
    void badBase(String basePath) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Hrefs(basePath));
    }
}
