package dev.fasti.dav.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fasti.dav.DavException;
import dev.fasti.dav.lock.IfHeader.Polarity;
import dev.fasti.dav.lock.IfHeader.StateList;
import dev.fasti.dav.lock.IfHeader.Tag;
import dev.fasti.dav.lock.IfHeader.Token;
import dev.fasti.store.condition.ETag;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The grammar of the If header (RFC 4918 section 10.4.2)")
class IfHeaderTest {
    private static final String ONE = "urn:uuid:181d4fae-7d8c-11d0-a765-00a0c91e6bf2";
    private static final String TWO = "urn:uuid:58f202ac-22cf-11d1-b12d-002035b29092";

    private static Token token(Polarity polarity, String uri) {
        return new Token(polarity, uri);
    }

    private static Tag tag(Polarity polarity, String text) {
        return new Tag(polarity, new ETag('"' + text + '"'));
    }

    private static StateList untagged(IfHeader.Condition... conditions) {
        return new StateList(Optional.empty(), List.of(conditions));
    }

    private static StateList tagged(String resource, IfHeader.Condition... conditions) {
        return new StateList(Optional.of(resource), List.of(conditions));
    }

    @Test
    @DisplayName("lists without a resource, over several lines (RFC 4918 10.4.6)")
    void noTag() {
        IfHeader header = IfHeader.parse("(<" + ONE + ">\r\n\t[\"I am an ETag\"])\r\n  ([\"I am another ETag\"])");
        assertThat(header.lists())
                .containsExactly(
                        untagged(token(Polarity.PLAIN, ONE), tag(Polarity.PLAIN, "I am an ETag")),
                        untagged(tag(Polarity.PLAIN, "I am another ETag")));
    }

    @Test
    @DisplayName("Not turns the one condition that follows (RFC 4918 10.4.7)")
    void not() {
        assertThat(IfHeader.parse("(Not <" + ONE + "> <" + TWO + ">)").lists())
                .containsExactly(untagged(token(Polarity.NEGATED, ONE), token(Polarity.PLAIN, TWO)));
        assertThat(IfHeader.parse("(not[\"a\"]NOT<" + ONE + ">)").lists())
                .containsExactly(untagged(tag(Polarity.NEGATED, "a"), token(Polarity.NEGATED, ONE)));
    }

    @Test
    @DisplayName("a resource's tag is that of all lists up to the next one (RFC 4918 10.4.2, 10.4.9)")
    void tags() {
        IfHeader header = IfHeader.parse("</resource1> (<" + ONE + "> [W/\"A weak ETag\"]) ([\"strong ETag\"])"
                + " <http://www.example.com/b> (Not <DAV:no-lock>)");
        assertThat(header.lists())
                .containsExactly(
                        tagged("/resource1", token(Polarity.PLAIN, ONE), tag(Polarity.PLAIN, "A weak ETag")),
                        tagged("/resource1", tag(Polarity.PLAIN, "strong ETag")),
                        tagged("http://www.example.com/b", token(Polarity.NEGATED, IfHeader.NO_LOCK)));
    }

    @Test
    @DisplayName("a token is submitted wherever it stands, also after Not (RFC 4918 10.4.1)")
    void submitted() {
        assertThat(IfHeader.parse("</a> (Not <" + ONE + ">) </b> ([\"x\"] <" + TWO + ">)")
                        .submitted())
                .containsExactlyInAnyOrder(ONE, TWO);
    }

    @ParameterizedTest(name = "[{0}]")
    @ValueSource(
            strings = {
                "",
                " ",
                "()",
                "( )",
                "(",
                "(<urn:a:b>",
                "(<urn:a:b>))",
                "(<urn:a:b>) x",
                "(<urn:a:b>), (<urn:a:c>)",
                "(<no-uri>)",
                "(<>)",
                "(<urn:a b>)",
                "(Not)",
                "(Not Not <urn:a:b>)",
                "([a])",
                "([\"a])",
                "([\"a\"]",
                "([ \"a\"])",
                "([\"a\" ])",
                "([w/\"a\"])",
                "(urn:a:b)",
                "</a>",
                "</a> </b> (<urn:a:b>)",
                "(<urn:a:b>) </a> (<urn:a:b>)",
                "<relative> (<urn:a:b>)",
                "</a b> (<urn:a:b>)",
                "<urn:a:b>"
            })
    @DisplayName("anything else is 400")
    void malformed(String value) {
        assertThatExceptionOfType(DavException.class)
                .isThrownBy(() -> IfHeader.parse(value))
                .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
    }
}
