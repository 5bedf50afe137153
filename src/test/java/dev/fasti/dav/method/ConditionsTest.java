package dev.fasti.dav.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.fasti.dav.DavException;
import dev.fasti.dav.RecordedExchange;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.condition.ETag;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Conditional requests (RFC 9110 section 13)")
class ConditionsTest {
    private static final Optional<ETag> A = Optional.of(new ETag("\"a\""));
    private static final Instant MODIFIED = Instant.parse("2026-01-02T10:00:00.900Z");
    private static final Member MEMBER =
            new Member("a.ics", new ETag("\"a\""), 1, MODIFIED, MODIFIED, 1, Facts.NONE, Map.of());

    private static RecordedExchange request() {
        return new RecordedExchange("");
    }

    private static void assertRefused(int status, ThrowingCallable call) {
        assertThatExceptionOfType(DavException.class)
                .isThrownBy(call)
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    @ParameterizedTest(name = "If-Match: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "*           | true  | false",
                "\"a\"       | true  | false",
                "\"b\"       | false | false",
                "\"b\", \"a\"| true  | false",
                "\"b\",,\"a\"| true  | false",
                "W/\"a\"     | false | false",
                "\"a,b\"     | false | false",
                "\"\"        | false | false"
            })
    @DisplayName("If-Match compares strongly, and wants something to be there (RFC 9110 13.1.1)")
    void match(String header, boolean onSame, boolean onNothing) {
        assertThat(Conditions.match(header).holds(A)).isEqualTo(onSame);
        assertThat(Conditions.match(header).holds(Optional.empty())).isEqualTo(onNothing);
    }

    @ParameterizedTest(name = "If-None-Match: {0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "*           | false",
                "\"a\"       | false",
                "W/\"a\"     | false",
                "\"b\"       | true",
                "\"b\", W/\"a\" | false",
                "W/\"b\"     | true"
            })
    @DisplayName("If-None-Match compares weakly, and holds where nothing is (RFC 9110 13.1.2)")
    void noneMatch(String header, boolean onSame) {
        assertThat(Conditions.noneMatch(header).holds(A)).isEqualTo(onSame);
        assertThat(Conditions.noneMatch(header).holds(Optional.empty())).isTrue();
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(strings = {"a", "\"a", "a\"", "\"a\" b", "W/a", "w/\"a\"", "*, \"a\"", "\"a\", *", "", " ", ","})
    @DisplayName("what is no list of quoted tags is 400, not a condition that holds (RFC 9110 8.8.3)")
    void malformed(String header) {
        assertRefused(400, () -> Conditions.match(header));
        assertRefused(400, () -> Conditions.noneMatch(header));
    }

    @Test
    @DisplayName("both headers hold together or not at all (RFC 9110 13.2.2)")
    void both() {
        var condition = Conditions.of(request().with("If-Match", "\"a\", \"b\"").with("If-None-Match", "\"b\""));

        assertThat(condition.holds(A)).isTrue();
        assertThat(condition.holds(Optional.of(new ETag("\"b\"")))).isFalse();
        assertThat(condition.holds(Optional.empty())).isFalse();
    }

    @Test
    @DisplayName("without headers everything is allowed")
    void none() {
        assertThat(Conditions.of(request()).holds(A)).isTrue();
        assertThat(Conditions.of(request()).holds(Optional.empty())).isTrue();
        assertThatNoException().isThrownBy(() -> Conditions.requireOnNothing(request()));
    }

    @Test
    @DisplayName("where nothing is, If-None-Match: * holds and If-Match: * does not (RFC 9110 13.1)")
    void onNothing() {
        assertThatNoException()
                .isThrownBy(() -> Conditions.requireOnNothing(request().with("If-None-Match", "*")));
        assertRefused(412, () -> Conditions.requireOnNothing(request().with("If-Match", "*")));
        assertRefused(412, () -> Conditions.requireOnNothing(request().with("If-Match", "\"a\"")));
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "Fri, 02 Jan 2026 10:00:00 GMT",
                "Fri, 02 Jan 2026 10:00:01 GMT",
                "Friday, 02-Jan-26 10:00:00 GMT"
            })
    @DisplayName("If-Unmodified-Since takes a version of that second or older, and no later one (RFC 9110 13.1.4)")
    void unmodified(String date) {
        var condition = Conditions.on(request().with("If-Unmodified-Since", date), MEMBER);

        assertThat(condition.holds(A)).isTrue();
        assertThat(condition.holds(Optional.of(new ETag("\"written meanwhile\""))))
                .isFalse();
    }

    @Test
    @DisplayName("a younger member is 412 (RFC 9110 13.1.4)")
    void modified() {
        assertRefused(
                412,
                () -> Conditions.on(request().with("If-Unmodified-Since", "Fri, 02 Jan 2026 09:59:59 GMT"), MEMBER));
    }

    @Test
    @DisplayName("a date is ignored if it is none, or if there is a tag (RFC 9110 13.2.2)")
    void outranked() {
        assertThat(Conditions.on(request().with("If-Unmodified-Since", "yesterday"), MEMBER)
                        .holds(Optional.of(new ETag("\"b\""))))
                .isTrue();
        assertThat(Conditions.on(
                                request()
                                        .with("If-Unmodified-Since", "Fri, 02 Jan 1970 00:00:00 GMT")
                                        .with("If-Match", "\"a\""),
                                MEMBER)
                        .holds(A))
                .isTrue();
    }
}
