package dev.fasti.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IniFileFuzz {
    @FuzzTest
    @DisplayName("Whatever an INI file holds, it is translated to a configuration, or a line of it is named")
    void anyFile(byte[] octets) {
        check(new String(octets, StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("5,000 damaged files are each translated or named")
    void damaged() {
        String whole = "[server]\nhosts = 0.0.0.0:5232, [::]:5232\ntimeout: 30\n[auth]\ntype = htpasswd\n"
                + "htpasswd_filename = ~/users\nrealm = Ra\"di\\cale\n  more\n[rights]\ntype=from_file\n";
        String letters = "[]=:\n\r \t#;\"\\\u0000aö0";
        Random random = new Random(9);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder(whole);
            for (int edits = random.nextInt(6); edits >= 0; edits--) {
                text.setCharAt(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
            }
            check(text.toString());
        }
    }

    private static void check(String text) {
        try {
            Translation translation = Translation.of(text);
            assertThat(translation.toml(java.util.Map.of())).isNotEmpty();
        } catch (IniSyntax | java.nio.file.InvalidPathException e) {
            assertThat(e).hasMessageMatching("(?s)(line [0-9]+: |.*Nul).*");
        }
    }

    @Test
    @DisplayName("Comments, continued values, colons and letter case are read as Python's configparser does")
    void syntax() throws IniSyntax {
        IniFile file =
                IniFile.parse("# c\n[A b]\nKey = one\n   two\n; c\nOther: x = y ; z\nempty =\n[C]\n[A b]\nk=v\n");
        assertThat(file.sections()).containsOnlyKeys("A b", "C");
        assertThat(file.sections().get("A b"))
                .containsEntry("key", "one\ntwo")
                .containsEntry("other", "x = y ; z")
                .containsEntry("empty", "")
                .containsEntry("k", "v");
        assertThatThrownBy(() -> IniFile.parse("a = b"))
                .isInstanceOf(IniSyntax.class)
                .hasMessageStartingWith("line 1:");
        assertThatThrownBy(() -> IniFile.parse("[a]\nb"))
                .isInstanceOf(IniSyntax.class)
                .hasMessageStartingWith("line 2:");
    }
}
