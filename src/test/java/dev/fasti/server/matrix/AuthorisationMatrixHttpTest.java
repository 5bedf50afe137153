package dev.fasti.server.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Xml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Every method on every kind of resource by everybody (RFC 3744 appendix B), as {@code authorisation.txt} says. */
class AuthorisationMatrixHttpTest {
    private static final AuthorisationTable TABLE = AuthorisationTable.read();
    private static final Map<Identity.Rights, Household> HOUSEHOLDS = new EnumMap<>(Identity.Rights.class);
    private static final String NO_LOCK = "<urn:uuid:00000000-0000-0000-0000-000000000000>";

    /** Places that must look the same to whom nothing is granted there, the first of them being real. */
    private static final List<List<String>> ALIKE = List.of(
            List.of("private", "no-collection"),
            List.of("private-event", "private-none", "below-nothing"),
            List.of("foreign-home", "no-home"),
            List.of("foreign-calendar", "foreign-none"));

    /** To whom not everything is granted, or whose password is not good for everything. */
    private static final List<Identity> BLIND =
            List.of(Identity.READER, Identity.GROUP, Identity.FREE_BUSY, Identity.OTHER, Identity.ONE_COLLECTION);

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() {
        for (Identity.Rights rights : Identity.Rights.values()) {
            HOUSEHOLDS.put(rights, new Household(folder.resolve(rights.name()), rights));
        }
    }

    @AfterAll
    static void stop() {
        HOUSEHOLDS.values().forEach(Household::close);
    }

    static Set<String> methods() {
        return TABLE.rows().stream()
                .map(AuthorisationTable.Row::method)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    @DisplayName("The table has every method on every resource by everybody once")
    void whole() {
        List<String> all = methods().stream()
                .flatMap(method -> TABLE.places().keySet().stream().map(place -> method + " " + place))
                .toList();
        assertThat(TABLE.rows()).extracting(AuthorisationTable.Row::toString).containsExactlyElementsOf(all);
        assertThat(TABLE.rows()).allSatisfy(row -> assertThat(row.expected()).containsOnlyKeys(Identity.values()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName("Everybody gets what the table says, and a request that is refused changes nothing (RFC 3744 B)")
    void matrix(String method) {
        List<String> wrong = new ArrayList<>();
        for (AuthorisationTable.Row row : TABLE.rows()) {
            if (row.method().equals(method)) {
                row.expected().forEach((who, expected) -> check(row, who, expected, wrong));
            }
        }
        assertThat(wrong)
                .as(() -> wrong.size() + " deviations:\n" + String.join("\n", wrong))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("methods")
    @DisplayName(
            "Where somebody may not look, nothing tells what is there from what is not (RFC 3744 7.1.1, RFC 4918 8.1)")
    void alike(String method) {
        for (List<String> group : ALIKE) {
            for (Identity who : BLIND) {
                Set<String> answers = group.stream()
                        .map(name -> told(method, TABLE.places().get(name), who))
                        .collect(Collectors.toSet());
                assertThat(answers)
                        .as("%s by %s on %s", method, who.column(), group)
                        .hasSize(1);
            }
        }
        Set<String> inside = Stream.of("event", "no-event")
                .map(name -> told(method, TABLE.places().get(name), Identity.FREE_BUSY))
                .collect(Collectors.toSet());
        assertThat(inside)
                .as("%s by who may only know when somebody is busy", method)
                .hasSize(1);
    }

    /** All that an answer says, but for the time and the paths that were asked for. */
    private static String told(String method, Place place, Identity who) {
        Answer answer = HOUSEHOLDS.get(who.rights()).send(method, place, who, NO_LOCK);
        Map<String, List<String>> headers = new TreeMap<>(answer.headers());
        headers.keySet().removeAll(List.of("date", "content-length", "x-request-id"));
        String path = place.of(who).replaceFirst("/$", "");
        String body =
                answer.body().replace(Requests.source(place, who), "SOURCE").replace(path, "PATH");
        return answer.status() + " " + headers + " " + body;
    }

    private static void check(AuthorisationTable.Row row, Identity who, String expected, List<String> wrong) {
        Household household = HOUSEHOLDS.get(who.rights());
        String path = row.place().of(who);
        boolean isLocked = row.method().equals("UNLOCK") && (expected.equals("204") || expected.equals("403:unlock"));
        String token = isLocked ? household.lock(path) : NO_LOCK;
        household.remember();
        Answer answer = household.send(row.method(), row.place(), who, token);
        String got = cell(answer);
        if (!got.equals(expected)) {
            wrong.add(row + " by " + who.column() + ": expected " + expected + ", got " + got + " " + answer.body());
        } else if (expected.startsWith("403:")) {
            checkResource(row, who, answer, wrong);
        }
        boolean isSafe = row.method().matches("GET|HEAD|OPTIONS|PROPFIND|REPORT:.*");
        if (answer.status() >= 300 && !isSafe && household.hasChanged()) {
            wrong.add(row + " by " + who.column() + ": refused with " + got + ", and something has changed");
        }
        if (isLocked && answer.status() >= 300) {
            household.unlock(path, token);
        }
        if (answer.status() < 300 && !isSafe) {
            answer.header("Lock-Token")
                    .ifPresent(
                            taken -> household.as(who).with("Lock-Token", taken).send("UNLOCK", path));
            restore(household, row, who);
        }
    }

    /** A refusal for want of a privilege names one resource with one privilege (RFC 3744 section 7.1.1). */
    private static void checkResource(AuthorisationTable.Row row, Identity who, Answer answer, List<String> wrong) {
        String expected = Objects.requireNonNull(row.lacking().get(who)).of(row.place(), who);
        List<String> named = Xml.find(answer.xml(), "/D:error/D:need-privileges/D:resource/D:href").stream()
                .map(Element::getTextContent)
                .toList();
        if (!named.equals(List.of(expected))) {
            wrong.add(row + " by " + who.column() + ": expected " + expected + " to lack it, got " + answer.body());
        }
    }

    private static void restore(Household household, AuthorisationTable.Row row, Identity who) {
        if (!row.method().equals("COPY-FROM")) {
            household.restore(row.place().of(who));
        }
        if (row.method().endsWith("-FROM")) {
            household.restore(Requests.target(row.place(), who));
        } else if (row.method().equals("MOVE-TO")) {
            household.restore(Requests.source(row.place(), who));
        }
    }

    /** An answer as the table spells it. */
    private static String cell(Answer answer) {
        int status = answer.status();
        if (status == 429 && answer.header("Retry-After").isEmpty()) {
            return "429 without a time to wait for";
        }
        if (status == 401 && answer.header("WWW-Authenticate").isEmpty()) {
            return "401 without a challenge";
        }
        if (status < 400
                || answer.body().isEmpty()
                || answer.header("Content-Type")
                        .filter(type -> type.contains("xml"))
                        .isEmpty()) {
            return Integer.toString(status);
        }
        List<Element> missing = Xml.find(answer.xml(), "/D:error/D:need-privileges/D:resource");
        if (missing.isEmpty()) {
            List<Element> named = Xml.find(answer.xml(), "/D:error/*");
            return named.isEmpty()
                    ? Integer.toString(status)
                    : status + "/" + named.get(0).getLocalName();
        }
        String privilege = Xml.find(missing.get(0), "D:privilege/*").get(0).getLocalName();
        return status + ":" + privilege;
    }
}
