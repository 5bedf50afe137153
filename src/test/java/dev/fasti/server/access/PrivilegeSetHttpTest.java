package dev.fasti.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Multistatus;
import dev.fasti.server.fixture.OnServer;
import dev.fasti.server.fixture.Xml;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What resources say of the privileges that they have (RFC 3744 sections 3 and 5). */
class PrivilegeSetHttpTest extends OnServer {
    private static final String SUPPORTED = "D:supported-privilege-set";

    /** Each privilege that a resource supports, with all that it contains. */
    private static Map<String, Set<String>> containments(String path) {
        Map<String, Set<String>> found = new TreeMap<>();
        Element property =
                alice.propfind(path, 0, SUPPORTED).property(path, SUPPORTED).orElseThrow();
        for (Element each : Xml.find(property, ".//D:supported-privilege")) {
            Set<String> inside = new TreeSet<>();
            Xml.find(each, "D:supported-privilege").forEach(child -> inside.addAll(names(child)));
            String name = name(Xml.find(each, "D:privilege/*").get(0));
            assertThat(found).as("each privilege is in the tree once").doesNotContainKey(name);
            found.put(name, inside);
        }
        return found;
    }

    /** A privilege of the tree, and all below it. */
    private static Set<String> names(Element supported) {
        Set<String> names = new HashSet<>();
        Xml.find(supported, "descendant-or-self::D:supported-privilege/D:privilege/*")
                .forEach(privilege -> names.add(name(privilege)));
        return names;
    }

    private static String name(Element privilege) {
        return "{" + privilege.getNamespaceURI() + "}" + privilege.getLocalName();
    }

    private static String dav(String name) {
        return "{DAV:}" + name;
    }

    @Test
    @DisplayName(
            "write contains bind, unbind, write-content and write-properties, and nothing what it must not (RFC 3744 3.12)")
    void containments() {
        String folder = folder("privileges");
        for (String path : List.of("/alice/", "/alice/calendar/", "/alice/contacts/", folder)) {
            Map<String, Set<String>> tree = containments(path);
            assertThat(tree.get(dav("write")))
                    .contains(dav("bind"), dav("unbind"), dav("write-content"), dav("write-properties"))
                    .doesNotContain(
                            dav("read"), dav("read-acl"), dav("write-acl"), dav("read-current-user-privilege-set"));
            assertThat(tree.get(dav("read"))).doesNotContain(dav("read-acl"), dav("write"), dav("write-acl"));
            assertThat(tree.get(dav("write-acl"))).doesNotContain(dav("write"), dav("read"));
            assertThat(tree.get(dav("read-acl"))).isEmpty();
            Set<String> others = new TreeSet<>(tree.keySet());
            others.remove(dav("all"));
            assertThat(tree.get(dav("all"))).isEqualTo(others);
            tree.forEach((privilege, inside) -> assertThat(inside).doesNotContain(privilege));
        }
        assertThat(containments("/alice/calendar/").get(dav("read")))
                .as("RFC 4791 6.1.1")
                .contains("{urn:ietf:params:xml:ns:caldav}read-free-busy");
    }

    @Test
    @DisplayName("Each privilege is described in a language that is told, and none is abstract (RFC 3744 5.3)")
    void described() {
        Element property = alice.propfind("/alice/calendar/", 0, SUPPORTED)
                .property("/alice/calendar/", SUPPORTED)
                .orElseThrow();
        int all = Xml.find(property, ".//D:supported-privilege").size();
        assertThat(all).isGreaterThan(10);
        assertThat(Xml.find(property, ".//D:supported-privilege/D:description[lang('en')]"))
                .hasSize(all)
                .allSatisfy(
                        description -> assertThat(description.getTextContent()).isNotBlank());
        assertThat(Xml.find(property, ".//D:abstract")).isEmpty();
    }

    @Test
    @DisplayName("One's own privileges are among those that the resource supports (RFC 3744 5.4)")
    void own() {
        String set = "D:current-user-privilege-set";
        for (String path : List.of("/alice/", "/alice/calendar/", "/alice/contacts/")) {
            assertThat(Xml.find(alice.propfind(path, 0, set).property(path, set).orElseThrow(), "D:privilege/*"))
                    .isNotEmpty()
                    .allSatisfy(privilege -> assertThat(containments(path)).containsKey(name(privilege)));
        }
    }

    @Test
    @DisplayName("Lists only grant, invert nothing, and need no other list to agree (RFC 3744 5.6, 5.7)")
    void restrictions() {
        for (String path : List.of("/alice/calendar/", "/alice/contacts/")) {
            Multistatus told = alice.propfind(path, 0, "D:acl-restrictions", "D:inherited-acl-set");
            assertThat(Xml.find(told.property(path, "D:acl-restrictions").orElseThrow(), "*"))
                    .extracting(Element::getLocalName)
                    .containsExactlyInAnyOrder("grant-only", "no-invert");
            assertThat(Xml.find(told.property(path, "D:inherited-acl-set").orElseThrow(), "*"))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName(
            "acl-principal-prop-set has Depth 0 only, principal-search-property-set tells its language (RFC 3744 9.2, 9.5)")
    void reports() {
        String body = Xml.document("D:acl-principal-prop-set", "<D:prop><D:displayname/></D:prop>");
        alice.with("Depth", "0").send("REPORT", "/alice/calendar/", body).expect(207);
        alice.with("Depth", "1").send("REPORT", "/alice/calendar/", body).expect(400);
        Answer set = alice.send("REPORT", "/principals/", Xml.document("D:principal-search-property-set", ""));
        assertThat(Xml.find(set.xml(), "//D:principal-search-property"))
                .hasSameSizeAs(Xml.find(set.xml(), "//D:principal-search-property/D:description[lang('en')]"))
                .isNotEmpty();
    }
}
