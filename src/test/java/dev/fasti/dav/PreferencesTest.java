package dev.fasti.dav;

import static dev.fasti.dav.Preference.DEPTH_NOROOT;
import static dev.fasti.dav.Preference.MINIMAL;
import static dev.fasti.dav.Preference.REPRESENTATION;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PreferencesTest {
    @Test
    @DisplayName("names are case-insensitive, values may be quoted, white space is free (RFC 7240 2)")
    void grammar() {
        assertThat(Preferences.parse("return=minimal")).containsExactly(MINIMAL);
        assertThat(Preferences.parse("Return = \"minimal\"")).containsExactly(MINIMAL);
        assertThat(Preferences.parse("return=\"mini\\mal\"")).containsExactly(MINIMAL);
        assertThat(Preferences.parse(" , depth-noroot ,,return=representation,"))
                .containsExactlyInAnyOrder(DEPTH_NOROOT, REPRESENTATION);
        assertThat(Preferences.parse("depth-noroot=\"\"")).containsExactly(DEPTH_NOROOT);
    }

    @Test
    @DisplayName("parameters are skipped, commas in quotes divide nothing, what is not known is ignored (RFC 7240 2)")
    void unknown() {
        assertThat(Preferences.parse("a=\"x, return=minimal\"; y=\"\\\",z\"; ;w, wait=10;b , depth-noroot; p=q"))
                .containsExactly(DEPTH_NOROOT);
        assertThat(Preferences.parse("respond-async, handling=lenient, return, return=all"))
                .isEmpty();
        assertThat(Preferences.parse("depth-noroot=yes")).isEmpty();
        assertThat(Preferences.parse("")).isEmpty();
    }

    @Test
    @DisplayName("only the first of one name counts (RFC 7240 2)")
    void first() {
        assertThat(Preferences.parse("return=representation, return=minimal")).containsExactly(REPRESENTATION);
        assertThat(Preferences.parse("RETURN=nothing, return=minimal")).isEmpty();
    }

    @Test
    @DisplayName("a malformed end is ignored, however long, and what stands before it counts")
    void malformed() {
        assertThat(Preferences.parse("depth-noroot, \"return=minimal")).containsExactly(DEPTH_NOROOT);
        assertThat(Preferences.parse("return=minimal x, depth-noroot")).isEmpty();
        assertThat(Preferences.parse("x=\"" + "\\a".repeat(20_000))).isEmpty();
        assertThat(Preferences.parse("x" + "; a=\"b\"".repeat(20_000) + ",return=minimal"))
                .containsExactly(MINIMAL);
        assertThat(Preferences.parse("x" + " ".repeat(50_000) + "y")).isEmpty();
    }
}
