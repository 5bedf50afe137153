package dev.fasti.dav.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fasti.dav.DavException;
import dev.fasti.dav.DavResource;
import dev.fasti.dav.DavResource.MemberResource;
import dev.fasti.dav.DavResource.PrincipalResource;
import dev.fasti.dav.Extension;
import dev.fasti.dav.MapCollection;
import dev.fasti.dav.Names;
import dev.fasti.dav.Precondition;
import dev.fasti.dav.ProtocolBench;
import dev.fasti.dav.RecordedExchange;
import dev.fasti.dav.property.ComputedProperty;
import dev.fasti.dav.property.LiveProperty;
import dev.fasti.dav.property.PropertyContext;
import dev.fasti.dav.property.Scope;
import dev.fasti.dav.xml.XmlElement;
import dev.fasti.dav.xml.XmlWriter;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.condition.ETag;
import dev.fasti.store.path.Principal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MultigetTest {
    private static final QName NAME = Names.caldav("calendar-multiget");
    private static final QName DATA = Names.caldav("calendar-data");
    private static final QName TAG = Names.dav("getetag");
    private static final int MAX = 5;

    private final MapCollection calendar = new MapCollection(CollectionKind.CALENDAR, "jane", "work")
            .with("a.ics", "first")
            .with("b c@d.ics", "second")
            .with("e.ics", "third");

    private final ProtocolBench bench = new ProtocolBench(
            new Extension(List.of(), List.of(), List.of(new Multiget(NAME, CollectionKind.CALENDAR, MAX)), List.of()),
            new Octets(),
            ComputedProperty.of(
                    TAG,
                    Scope.members(CollectionKind.CALENDAR),
                    (resource, context, out) ->
                            out.text(((MemberResource) resource).member().etag().value())));

    @Test
    @DisplayName("each listed member is answered with its data and the tag of that data, in order (RFC 4791 7.9)")
    void answersMembers() {
        RecordedExchange answer = multiget("/jane/work/e.ics", "/jane/work/a.ics");

        assertThat(answer.status()).isEqualTo(207);
        assertThat(answer.answerHeader("Content-Type")).contains("application/xml; charset=utf-8");
        assertThat(hrefs(answer)).containsExactly("/jane/work/e.ics", "/jane/work/a.ics");
        XmlElement first = responses(answer).get(0);
        Map<QName, String> values = values(first);
        assertThat(values)
                .containsEntry(DATA, "third")
                .containsEntry(
                        TAG, ETag.of("third".getBytes(StandardCharsets.UTF_8)).value());
    }

    @Test
    @DisplayName("data and tag are from one reading, even if the member has changed since the request came in")
    void readsOnce() {
        DavResource target = calendar.resource();
        calendar.with("a.ics", "newer");

        XmlElement response = responses(multiget(target, "/jane/work/a.ics")).get(0);

        assertThat(values(response))
                .containsEntry(DATA, "newer")
                .containsEntry(
                        TAG, ETag.of("newer".getBytes(StandardCharsets.UTF_8)).value());
    }

    @Test
    @DisplayName("an href may be encoded in any way, and be absolute on this host (RFC 4918 8.3)")
    void readsAnySpelling() {
        RecordedExchange answer = multiget(
                "/jane/work/b%20c@d.ics", "http://dav.example.com/%6Aane/work/%61.ics", "\n /jane/work/e.ics ");

        assertThat(hrefs(answer)).containsExactly("/jane/work/b%20c%40d.ics", "/jane/work/a.ics", "/jane/work/e.ics");
        assertThat(responses(answer))
                .allSatisfy(response -> assertThat(values(response)).containsKey(DATA));
    }

    @Test
    @DisplayName("behind a base path the hrefs have it, and without it they are not ours")
    void knowsTheBasePath() {
        bench.behind("/dav");

        RecordedExchange answer = multiget("/dav/jane/work/a.ics", "/jane/work/a.ics");

        assertThat(hrefs(answer)).containsExactly("/dav/jane/work/a.ics", "/jane/work/a.ics");
        assertThat(status(responses(answer).get(1))).isEqualTo("HTTP/1.1 404 Not Found");
    }

    @Test
    @DisplayName(
            "what is not a member of the target is 404, and 403 in a foreign home, under the client's own spelling; nothing tells more")
    void missesTellNothing() {
        String[] elsewhere = {
            "/jane/work/no%7e.ics",
            "/jane/private/a.ics",
            "/joe/work/a.ics",
            "http://other.example/jane/work/a.ics",
            "/jane/work/"
        };

        RecordedExchange answer = multiget(elsewhere);

        assertThat(hrefs(answer)).containsExactly(elsewhere);
        String missing = "HTTP/1.1 404 Not Found";
        assertThat(responses(answer))
                .extracting(MultigetTest::status)
                .containsExactly(missing, missing, "HTTP/1.1 403 Forbidden", missing, missing);
        assertThat(responses(answer))
                .allSatisfy(response ->
                        assertThat(response.children(Names.dav("propstat"))).isEmpty());
    }

    @Test
    @DisplayName("names that no store may see are 404: .Radicale.props, encoded slashes, dots, relative hrefs")
    void refusesForbiddenNames() {
        RecordedExchange answer = multiget(
                "/jane/work/.Radicale.props", "/jane/work/..%2fa.ics", "/jane/work/../work/a.ics", "a.ics", "");

        assertThat(responses(answer))
                .hasSize(5)
                .allSatisfy(response -> assertThat(status(response)).isEqualTo("HTTP/1.1 404 Not Found"));
    }

    @Test
    @DisplayName("no href is answered twice (RFC 4918 14.24)")
    void answersOnce() {
        RecordedExchange answer =
                multiget("/jane/work/a.ics", "/jane/work/%61.ics", "/jane/x", "/jane/x", "/jane/work/a.ics");

        assertThat(hrefs(answer)).containsExactly("/jane/work/a.ics", "/jane/x");
    }

    @Test
    @DisplayName("a member that cannot be read is 500 for itself alone (RFC 4791 7.9)")
    void oneBrokenMember() {
        calendar.breaking("a.ics");

        RecordedExchange answer = multiget("/jane/work/a.ics", "/jane/work/e.ics");

        assertThat(status(responses(answer).get(0))).isEqualTo("HTTP/1.1 500 Internal Server Error");
        assertThat(values(responses(answer).get(1))).containsEntry(DATA, "third");
    }

    @Test
    @DisplayName("where no octets are asked for, none are read")
    void readsNoContent() {
        calendar.breaking("a.ics");

        RecordedExchange answer = bench.report(
                calendar.resource(),
                "<C:calendar-multiget><D:prop><D:getetag/></D:prop><D:href>/jane/work/a.ics</D:href>"
                        + "</C:calendar-multiget>");

        assertThat(values(responses(answer).get(0))).containsOnlyKeys(TAG);
    }

    @Test
    @DisplayName("a member as the target answers for itself only (RFC 4791 7.9)")
    void targetsAMember() {
        RecordedExchange answer = multiget(calendar.member("a.ics"), "/jane/work/a.ics", "/jane/work/e.ics");

        assertThat(values(responses(answer).get(0))).containsEntry(DATA, "first");
        assertThat(status(responses(answer).get(1))).isEqualTo("HTTP/1.1 404 Not Found");
    }

    @Test
    @DisplayName("a request without an href makes no sense (RFC 6352 8.7)")
    void needsAnHref() {
        assertThatThrownBy(() -> multiget())
                .isInstanceOfSatisfying(
                        DavException.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(400));
    }

    @Test
    @DisplayName("more hrefs than the limit are refused as a whole, with number-of-matches-within-limits")
    void limitsHrefs() {
        assertThatThrownBy(() -> multiget("/1", "/2", "/3", "/4", "/5", "/6"))
                .isInstanceOfSatisfying(DavException.Refused.class, refusal -> {
                    assertThat(refusal.status()).isEqualTo(403);
                    assertThat(refusal.precondition()).isEqualTo(Precondition.NUMBER_OF_MATCHES_WITHIN_LIMITS);
                });
    }

    @Test
    @DisplayName("what a property cannot answer is refused before the answer starts")
    void checksFirst() {
        assertThatThrownBy(() -> bench.report(
                        calendar.resource(),
                        "<C:calendar-multiget><D:prop><C:calendar-data version=\"9\"/></D:prop>"
                                + "<D:href>/jane/work/a.ics</D:href></C:calendar-multiget>"))
                .isInstanceOf(DavException.Refused.class);
    }

    @Test
    @DisplayName("it is a report of its kind's collections and of their members (RFC 4791 7)")
    void isSupported() {
        Report report = bench.report(NAME);

        assertThat(report.isSupportedOn(calendar.resource())).isTrue();
        assertThat(report.isSupportedOn(calendar.member("a.ics"))).isTrue();
        assertThat(report.isSupportedOn(new MapCollection(CollectionKind.ADDRESSBOOK, "jane", "book").resource()))
                .isFalse();
        assertThat(report.isSupportedOn(new PrincipalResource(new Principal("jane"))))
                .isFalse();
    }

    private RecordedExchange multiget(String... hrefs) {
        return multiget(calendar.resource(), hrefs);
    }

    private RecordedExchange multiget(DavResource target, String... hrefs) {
        StringBuilder request =
                new StringBuilder("<C:calendar-multiget><D:prop><D:getetag/><C:calendar-data/></D:prop>");
        for (String href : hrefs) {
            request.append("<D:href>").append(href).append("</D:href>");
        }
        return bench.report(target, request.append("</C:calendar-multiget>").toString());
    }

    private static List<XmlElement> responses(RecordedExchange answer) {
        return answer.xml().children(Names.dav("response"));
    }

    private static List<String> hrefs(RecordedExchange answer) {
        return responses(answer).stream()
                .map(response -> response.child(Names.dav("href")).orElseThrow().text())
                .toList();
    }

    private static String status(XmlElement response) {
        return response.child(Names.dav("status")).orElseThrow().text();
    }

    private static Map<QName, String> values(XmlElement response) {
        return response
                .child(Names.dav("propstat"))
                .flatMap(propstat -> propstat.child(Names.dav("prop")))
                .orElseThrow()
                .children()
                .stream()
                .collect(java.util.stream.Collectors.toMap(XmlElement::name, XmlElement::text));
    }

    /** The octets of a member, in version 1 only. */
    static final class Octets implements LiveProperty {
        @Override
        public QName name() {
            return DATA;
        }

        @Override
        public Visibility visibility() {
            return Visibility.NAMED;
        }

        @Override
        public boolean isDefinedOn(DavResource resource) {
            return resource instanceof MemberResource;
        }

        @Override
        public boolean readsContent() {
            return true;
        }

        @Override
        public void checkRequest(XmlElement requested) {
            if (!requested.attribute("version").orElse("1").equals("1")) {
                throw new DavException.Refused(Precondition.SUPPORTED_CALENDAR_DATA, "version 1");
            }
        }

        @Override
        public void write(DavResource resource, PropertyContext context, XmlWriter out) {
            out.text(((MemberResource) resource).octets());
        }
    }
}
