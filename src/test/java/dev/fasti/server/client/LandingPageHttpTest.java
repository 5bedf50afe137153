package dev.fasti.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.acl.Scope;
import dev.fasti.auth.app.AppPasswordEditor;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.SharingScene;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import dev.fasti.store.path.CollectionPath;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The page that a browser is shown at the root")
class LandingPageHttpTest extends SharingScene {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private static Answer page(TestServer.Call call) {
        return call.with("Accept", BROWSER).send("GET", "/").expect(200);
    }

    @Test
    @DisplayName("lists the user's collections with their kinds and exact URLs, and may do nothing but be shown")
    void shown() throws Exception {
        Answer answer = page(alice);
        String root = server.uri().toString();
        assertThat(answer.header("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.body())
                .contains("<bdi>Work</bdi></th><td>Calendar</td><td><code>" + root + "alice/work/</code>")
                .contains("<td>Address book</td><td><code>" + root + "alice/contacts/</code>")
                .contains("base URL <code>" + root + "</code>, user name <code>alice</code>")
                .endsWith("</html>\n")
                .doesNotContain("bob", "${", "<script", " src=", " href=\"http", " style=");
        Matcher style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL).matcher(answer.body());
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'; style-src 'sha256-"
                        + Base64.getEncoder().encodeToString(hash)
                        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        Answer head = alice.with("Accept", BROWSER).send("HEAD", "/").expect(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.header("Content-Security-Policy")).isEqualTo(answer.header("Content-Security-Policy"));
    }

    @Test
    @DisplayName("shows what users wrote as text")
    void escaped() {
        String name = "\"><script>alert('x')</script>&amp;\u0001";
        String written = "\"&gt;&lt;script&gt;alert('x')&lt;/script&gt;&amp;amp;";
        alice.send("PROPPATCH", WORK, Xml.proppatch("<D:displayname>" + written + "</D:displayname>"))
                .expect(207);
        alice.send("PROPPATCH", "/principals/alice/", Xml.proppatch("<D:displayname>&lt;b&gt;Alice</D:displayname>"))
                .expect(207);
        alice.send("MKCALENDAR", "/alice/a%22%3Cb%3E'&c/").expect(201);
        assertThat(page(alice).body())
                .contains("&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;amp;")
                .contains("of <bdi>&lt;b&gt;Alice</bdi>")
                .contains("<bdi>a&quot;&lt;b&gt;&#39;&amp;c</bdi>")
                .doesNotContain("<script", "<b>", name);
    }

    @Test
    @DisplayName(
            "shows what the user may read, and nothing else of others, nor to an app password beyond its collection")
    void privileges() throws Exception {
        assertThat(page(bob).body()).doesNotContain("alice", "Work");
        share("bob", "--read");
        assertThat(page(bob).body())
                .contains("<bdi>Work (alice)</bdi></th><td>Calendar, read only</td><td><code>"
                        + server.uri().resolve(MOUNT) + "</code>");
        String secret = new AppPasswordEditor(data.resolve("fasti/app-passwords"), Clock.systemUTC())
                .add("alice", "device", new Scope(Scope.Use.READING, CollectionPath.of("alice", "work")), null);
        assertThat(page(server.as("alice", secret)).body())
                .contains("alice/work/", "Calendar, read only")
                .doesNotContain("alice/contacts/", "alice/calendar/");
    }

    @Test
    @DisplayName("comes after the login only")
    void login() {
        Answer refused =
                server.nobody().with("Accept", BROWSER).send("GET", "/").expect(401);
        assertThat(refused.header("WWW-Authenticate")).isPresent();
        assertThat(refused.body()).doesNotContain("alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "text/*", "text/calendar, */*;q=0.5", "text/html;q=0", "text/html; q=0.0, */*"})
    @DisplayName("is for who names HTML: everybody else is answered as before")
    void others(String accept) {
        Answer plain = alice.send("GET", "/").expect(405);
        Answer other = alice.with("Accept", accept).send("GET", "/").expect(405);
        assertThat(other.header("Allow")).isEqualTo(plain.header("Allow")).isPresent();
        assertThat(other.body()).isEqualTo(plain.body());
    }

    @Test
    @DisplayName("is at the root, by GET and HEAD: nothing else changes for a client that takes HTML")
    void elsewhere() {
        TestServer.Call browser = alice.with("Accept", BROWSER);
        assertThat(browser.send("GET", WORK).expect(200).header("Content-Type"))
                .contains("text/calendar; charset=utf-8");
        browser.send("GET", "/principals/").expect(405);
        browser.with("Depth", "0").send("PROPFIND", "/").expect(207);
        assertThat(browser.send("OPTIONS", "/").expect(200).header("Allow"))
                .isEqualTo(alice.send("OPTIONS", "/").header("Allow"));
        assertThat(browser.send("GET", WORK + "a.ics").expect(200).body()).contains("SUMMARY:One");
    }

    @Test
    @DisplayName("names URLs as clients know them behind a proxy: scheme, name and path")
    void proxy() {
        Map<String, String> settings = Map.of("FASTI_SERVER_TRUSTED_PROXIES", "127.0.0.0/8,::1/128");
        try (TestServer behind = TestServer.start(data.resolve("other"), settings)) {
            TestServer.Call call = behind.alice().with("X-Forwarded-Host", "cal.example.org");
            assertThat(page(call.with("X-Forwarded-Proto", "https")).body())
                    .contains("<code>https://cal.example.org/alice/calendar/</code>")
                    .contains("<code>cal.example.org</code>, user name");
            assertThat(page(call.with("X-Forwarded-Proto", "https").with("X-Forwarded-Prefix", "/dav"))
                            .body())
                    .contains("<code>https://cal.example.org/dav/alice/calendar/</code>")
                    .contains("server\n<code>https://cal.example.org/dav/</code>, user name")
                    .contains("<a href=\"/dav/.fasti/apple.mobileconfig\">");
            assertThat(call.with("X-Forwarded-Proto", "https")
                            .with("X-Forwarded-Prefix", "/dav")
                            .send("GET", "/dav/.fasti/apple.mobileconfig")
                            .body())
                    .contains("<key>CalDAVHostName</key><string>cal.example.org</string>")
                    .contains("<integer>443</integer>", "<key>CalDAVUseSSL</key><true/>")
                    .contains("<string>/dav/principals/alice/</string>");
            assertThat(page(call.with("X-Forwarded-Proto", "javascript")).body())
                    .contains("<code>http://cal.example.org/</code>");
            assertThat(page(behind.alice().with("Forwarded", "for=192.0.2.1;proto=https;host=cal.example.org"))
                            .body())
                    .contains("<code>https://cal.example.org/</code>");
        }
    }

    @Test
    @DisplayName("leads to a profile by which iOS and macOS set up both accounts, without a password")
    void appleProfile() throws Exception {
        Matcher link = Pattern.compile("<a href=\"(.*?)\">").matcher(page(alice).body());
        assertThat(link.find()).isTrue();
        Answer profile = alice.send("GET", link.group(1)).expect(200);
        assertThat(profile.header("Content-Type")).contains("application/x-apple-aspen-config; charset=utf-8");
        String port = Integer.toString(server.uri().getPort());
        assertThat(profile.body())
                .contains("<key>CalDAVHostName</key><string>127.0.0.1</string>")
                .contains("<key>CalDAVPort</key><integer>" + port + "</integer>")
                .contains("<key>CardDAVUseSSL</key><false/>")
                .contains("<key>CardDAVPrincipalURL</key><string>/principals/alice/</string>")
                .contains("<key>CalDAVUsername</key><string>alice</string>")
                .doesNotContain("secret-a", "Password", "${");
        assertThat(alice.send("GET", link.group(1)).body()).isEqualTo(profile.body());
        assertThat(bob.send("GET", link.group(1)).body()).contains("bob").doesNotContain("alice");
        server.nobody().send("GET", link.group(1)).expect(401);
        alice.send("HEAD", link.group(1)).expect(200);
        alice.with("Depth", "0").send("PROPFIND", link.group(1)).expect(404);
        alice.send("PUT", link.group(1), "x").expect(403);
    }

    @Test
    @DisplayName("tells the steps for every client that docs/clients.md has steps for")
    void everyClient() throws Exception {
        String docs = Files.readString(Path.of("docs/clients.md"));
        String steps = docs.substring(docs.indexOf("## Step by step"), docs.indexOf("## Discovery"));
        List<String> clients = Pattern.compile("^- \\*\\*(.+?)\\*\\*", Pattern.MULTILINE)
                .matcher(steps)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(clients).hasSizeGreaterThan(8);
        String body = page(alice).body();
        assertThat(clients).allSatisfy(client -> assertThat(body).containsPattern("<summary>" + Pattern.quote(client)));
    }
}
