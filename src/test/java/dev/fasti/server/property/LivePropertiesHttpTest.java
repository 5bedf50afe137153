package dev.fasti.server.property;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

@DisplayName("Live properties: which resource has which (RFC 4918, 3744, 5397, 4791, 6352, 6578)")
class LivePropertiesHttpTest extends OnServer {
    private static final String PRINCIPAL = "/principals/alice/";
    private static final String HOME = "/alice/";
    private static final String CALENDAR = "/alice/calendar/";
    private static final String BOOK = "/alice/contacts/";
    private static final String EVENT = "/alice/calendar/a.ics";
    private static final String CARD = "/alice/contacts/a.vcf";
    private static final List<String> ALL =
            List.of("/", "/principals/", PRINCIPAL, HOME, CALENDAR, BOOK, "/alice/plain/", EVENT, CARD);

    @BeforeAll
    static void fill() {
        put(EVENT, Items.event("a"));
        put(CARD, Items.card("a", "A"));
        folder("plain");
    }

    private static Set<String> having(String property) {
        return ALL.stream()
                .filter(path -> alice.propfind(path, 0, property).statusOf(path, property) == 200)
                .collect(Collectors.toSet());
    }

    private static Element property(String path, String name) {
        Optional<Element> found = alice.propfind(path, 0, name).property(path, name);
        assertThat(found).as("%s of %s", name, path).isPresent();
        return found.orElseThrow();
    }

    private static List<String> hrefs(String path, String name) {
        return Xml.find(property(path, name), "D:href").stream()
                .map(Element::getTextContent)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "D:resourcetype",
                "D:lockdiscovery",
                "D:supportedlock",
                "D:current-user-principal",
                "D:principal-collection-set",
                "D:current-user-privilege-set",
                "D:supported-privilege-set",
                "D:supported-report-set"
            })
    @DisplayName("what every resource has (RFC 4918 15, RFC 3744 5, RFC 5397 3, RFC 3253 3.1.5)")
    void everywhere(String property) {
        assertThat(having(property)).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "D:getetag, '/alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:getcontentlength, '/alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:getcontenttype, '/alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:getlastmodified, '/alice/ /alice/calendar/ /alice/contacts/ /alice/plain/ /alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:creationdate, '/alice/ /alice/calendar/ /alice/contacts/ /alice/plain/ /alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:displayname, '/principals/alice/ /alice/ /alice/calendar/ /alice/contacts/ /alice/plain/'",
        "D:owner, '/principals/alice/ /alice/ /alice/calendar/ /alice/contacts/ /alice/plain/ /alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:acl, '/ /principals/ /principals/alice/ /alice/ /alice/calendar/ /alice/contacts/ /alice/plain/ /alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:acl-restrictions, '/ /principals/ /principals/alice/ /alice/ /alice/calendar/ /alice/contacts/ /alice/plain/ /alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:inherited-acl-set, '/ /principals/ /principals/alice/ /alice/ /alice/calendar/ /alice/contacts/ /alice/plain/ /alice/calendar/a.ics /alice/contacts/a.vcf'",
        "D:principal-URL, /principals/alice/",
        "D:alternate-URI-set, /principals/alice/",
        "D:group-member-set, /principals/alice/",
        "D:group-membership, /principals/alice/",
        "C:calendar-home-set, '/principals/alice/ /alice/'",
        "CR:addressbook-home-set, '/principals/alice/ /alice/'",
        "C:calendar-user-address-set, /principals/alice/",
        "D:resource-id, '/alice/ /alice/calendar/ /alice/contacts/ /alice/plain/'",
        "D:sync-token, '/alice/calendar/ /alice/contacts/'",
        "CS:getctag, '/alice/calendar/ /alice/contacts/'",
        "C:supported-calendar-component-set, /alice/calendar/",
        "C:supported-calendar-data, /alice/calendar/",
        "C:max-resource-size, /alice/calendar/",
        "C:supported-collation-set, '/alice/ /alice/plain/ /alice/calendar/ /alice/calendar/a.ics'",
        "C:schedule-calendar-transp, /alice/calendar/",
        "C:calendar-data, /alice/calendar/a.ics",
        "CR:supported-address-data, /alice/contacts/",
        "CR:max-resource-size, /alice/contacts/",
        "CR:supported-collation-set, '/alice/contacts/ /alice/contacts/a.vcf'",
        "CR:address-data, /alice/contacts/a.vcf"
    })
    @DisplayName("what single kinds of resources have, and the others answer with 404 (RFC 4918 9.1)")
    void somewhere(String property, String paths) {
        assertThat(having(property)).containsExactlyInAnyOrder(paths.split(" "));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "/, collection",
        "/principals/, collection",
        "/principals/alice/, 'collection principal'",
        "/alice/, collection",
        "/alice/calendar/, 'collection calendar'",
        "/alice/contacts/, 'collection addressbook'",
        "/alice/plain/, collection",
        "/alice/calendar/a.ics, ''"
    })
    @DisplayName("the resource type tells what a resource is (RFC 4918 15.9, RFC 3744 4, RFC 4791 4.2, RFC 6352 5.2)")
    void types(String path, String types) {
        assertThat(Xml.find(property(path, "D:resourcetype"), "*").stream().map(Element::getLocalName))
                .containsExactlyInAnyOrder(Stream.of(types.split(" "))
                        .filter(type -> !type.isEmpty())
                        .toArray(String[]::new));
    }

    @Test
    @DisplayName(
            "hrefs lead from anywhere to the principal, and from there to the home (RFC 5397 3, RFC 4791 6.2.1, RFC 6352 7.1.1)")
    void discovery() {
        for (String path : ALL) {
            assertThat(hrefs(path, "D:current-user-principal")).as(path).containsExactly(PRINCIPAL);
            assertThat(hrefs(path, "D:principal-collection-set")).as(path).containsExactly("/principals/");
        }
        assertThat(hrefs(PRINCIPAL, "D:principal-URL")).containsExactly(PRINCIPAL);
        assertThat(hrefs(EVENT, "D:owner")).containsExactly(PRINCIPAL);
        for (String path : List.of(PRINCIPAL, HOME)) {
            assertThat(hrefs(path, "C:calendar-home-set")).containsExactly(HOME);
            assertThat(hrefs(path, "CR:addressbook-home-set")).containsExactly(HOME);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "/alice/calendar/, 'calendar-multiget sync-collection expand-property'",
        "/alice/contacts/, 'addressbook-multiget sync-collection expand-property'",
        "/principals/, 'expand-property principal-search-property-set'"
    })
    @DisplayName("the supported reports are named, each in its own element (RFC 3253 3.1.5)")
    void reports(String path, String reports) {
        assertThat(Xml.find(property(path, "D:supported-report-set"), "D:supported-report/D:report/*").stream()
                        .map(Element::getLocalName))
                .contains(reports.split(" "));
    }

    @Test
    @DisplayName("Outlook CalDav Synchronizer: the owner's privileges are spelled out (RFC 3744 5.4, RFC 4791 6.1.1)")
    void privileges() {
        for (String path : List.of(HOME, CALENDAR, BOOK, EVENT)) {
            assertThat(Xml.find(property(path, "D:current-user-privilege-set"), "D:privilege/*").stream()
                            .map(Element::getLocalName))
                    .contains(
                            "all",
                            "read",
                            "write",
                            "write-content",
                            "write-properties",
                            "bind",
                            "unbind",
                            "read-current-user-privilege-set");
        }
        assertThat(Xml.find(property("/", "D:current-user-privilege-set"), "D:privilege/*").stream()
                        .map(Element::getLocalName))
                .contains("read")
                .doesNotContain("write", "bind");
    }

    @Test
    @DisplayName("the data types are named in attributes (RFC 4791 5.2.4, RFC 6352 6.2.2)")
    void dataTypes() {
        assertThat(Xml.find(
                        property(CALENDAR, "C:supported-calendar-data"),
                        "C:calendar-data[@content-type='text/calendar'][@version='2.0']"))
                .hasSize(1);
        for (String version : List.of("3.0", "4.0")) {
            assertThat(Xml.find(
                            property(BOOK, "CR:supported-address-data"),
                            "CR:address-data-type[@content-type='text/vcard'][@version='" + version + "']"))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "token and ctag are one, change with every member, and stay with properties (RFC 6578 4, caldav-ctag 4)")
    void tokens() {
        String token = tokenOf(CALENDAR);
        assertThat(property(CALENDAR, "CS:getctag").getTextContent()).isEqualTo(token);
        assertThat(token).matches("[a-z]+:[^ ]+|https?://[^ ]+");

        put(CALENDAR + "b.ics", Items.event("b"));

        assertThat(tokenOf(CALENDAR)).isNotEqualTo(token);
    }

    @Test
    @DisplayName("dates have their forms: RFC 3339 for the creation, RFC 9110 for the change (RFC 4918 15.1, 15.7)")
    void dates() {
        for (String path : List.of(CALENDAR, EVENT)) {
            assertThat(property(path, "D:creationdate").getTextContent())
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(property(path, "D:getlastmodified").getTextContent())
                    .matches("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT");
        }
    }

    @Test
    @DisplayName("a name that was never given is the last segment of the path (RFC 4918 15.2)")
    void names() {
        assertThat(property("/alice/plain/", "D:displayname").getTextContent()).isEqualTo("plain");
        assertThat(property(PRINCIPAL, "D:displayname").getTextContent()).isEqualTo("alice");
        assertThat(property(CALENDAR, "D:displayname").getTextContent()).isEqualTo("Calendar");
    }
}
