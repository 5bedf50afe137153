package dev.fasti.server.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.OnServer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("OPTIONS (RFC 9110 section 9.3.7, RFC 4918 section 10.1)")
class OptionsHttpTest extends OnServer {
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/",
                "*",
                "/principals/",
                "/principals/alice/",
                "/alice/",
                "/alice/calendar/",
                "/alice/contacts",
                "/alice/calendar/missing.ics"
            })
    @DisplayName(
            "the compliance classes are those of every resource (RFC 4918 18, RFC 4791 5.1, RFC 6352 6.1, RFC 5689 3.1)")
    void compliance(String path) {
        Answer answer = alice.send("OPTIONS", path.equals("*") ? "/" : path).expect(200);

        assertThat(Stream.of(answer.header("DAV").orElseThrow().split(",")).map(String::strip))
                .containsExactly(
                        "1",
                        "2",
                        "3",
                        "access-control",
                        "extended-mkcol",
                        "calendar-access",
                        "calendarserver-subscribed",
                        "addressbook");
        assertThat(answer.octets()).isEmpty();
        assertThat(answer.header("Content-Length")).contains("0");
    }

    @Test
    @DisplayName("Allow tells what a URL without a resource can become (RFC 9110 10.2.1)")
    void nothingYet() {
        Answer answer = alice.send("OPTIONS", "/alice/new/").expect(200);

        assertThat(allowed(answer)).containsExactlyInAnyOrder("OPTIONS", "PUT", "MKCOL", "MKCALENDAR", "LOCK");
    }
}
