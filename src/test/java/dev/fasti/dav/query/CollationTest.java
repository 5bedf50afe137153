package dev.fasti.dav.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Collations say which texts are the same (RFC 4790, RFC 5051)")
class CollationTest {
    @ParameterizedTest
    @CsvSource({"abc,ABC,true", "aBc,AbC,true", "é,É,false", "É,É,true", "a[,A{,false", "ı,I,false", "ß,SS,false"})
    @DisplayName("i;ascii-casemap ignores the case of ASCII letters alone (RFC 4790 9.2)")
    void asciiCasemap(String one, String other, boolean isSame) {
        assertSame(Collation.ASCII_CASEMAP, one, other, isSame);
    }

    @ParameterizedTest
    @CsvSource({"abc,abc,true", "abc,Abc,false", "é,é,true"})
    @DisplayName("i;octet ignores nothing (RFC 4790 9.3)")
    void octet(String one, String other, boolean isSame) {
        assertSame(Collation.OCTET, one, other, isSame);
    }

    @ParameterizedTest
    @CsvSource({
        "abc,ABC,true",
        "é,É,true",
        "é,e,false",
        "é,e\u0301,true",
        "straße,STRASSE,false",
        "ǆ,ǅ,true",
        "ＡＢ,ab,true",
        "ﬁ,FI,false",
        "ﬁ,fi,false",
        "ς,σ,true",
        "Ω,Ω,true",
        "Ⅳ,ⅳ,true"
    })
    @DisplayName("i;unicode-casemap compares title cased code points, decomposed (RFC 5051 2)")
    void unicodeCasemap(String one, String other, boolean isSame) {
        assertSame(Collation.UNICODE_CASEMAP, one, other, isSame);
    }

    @Test
    @DisplayName("the example of RFC 5051 2: U+01C4 becomes U+0044 U+007A U+030C")
    void exampleOfTheStandard() {
        assertThat(Collation.UNICODE_CASEMAP.fold("\u01C4")).isEqualTo("\u0044\u007A\u030C");
    }

    @Test
    @DisplayName("characters beyond the basic plane keep whole")
    void beyondTheBasicPlane() {
        assertThat(Collation.UNICODE_CASEMAP.fold("\uD801\uDC28")).isEqualTo("\uD801\uDC00");
        assertThat(Collation.UNICODE_CASEMAP.fold("x\uD83D\uDE00")).isEqualTo("X\uD83D\uDE00");
    }

    @Test
    @DisplayName("a collation is found by its identifier; default is what the standard at hand says")
    void find() {
        for (Collation each : Collation.values()) {
            assertThat(Collation.find(each.id(), Collation.OCTET)).contains(each);
        }
        assertThat(Collation.find("default", Collation.ASCII_CASEMAP)).contains(Collation.ASCII_CASEMAP);
        assertThat(Collation.find("i;ascii-*", Collation.ASCII_CASEMAP)).isEmpty();
        assertThat(Collation.find("I;OCTET", Collation.ASCII_CASEMAP)).isEmpty();
    }

    private static void assertSame(Collation collation, String one, String other, boolean isSame) {
        assertThat(collation.fold(one).equals(collation.fold(other)))
                .as("%s and %s by %s", one, other, collation.id())
                .isEqualTo(isSame);
    }
}
