package dev.fasti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.frame.PasswordSource;
import dev.fasti.cli.frame.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CommandThemesTest {
    private static String say(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Fasti.run(args, new ByteArrayInputStream(new byte[0]), print, print, Map.of()))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Set<String> commands() {
        PrintStream none = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        ByteArrayInputStream in = new ByteArrayInputStream(new byte[0]);
        Terminal terminal = new Terminal(in, none, none, Map.of(), PasswordSource.firstLine(in));
        return Fasti.commands(new String[0], terminal).getSubcommands().keySet();
    }

    @Test
    @DisplayName("--help lists every command once, under a theme, on one line that says what it does")
    void everyCommand() {
        String help = say("--help");
        assertThat(help).contains("The server:\n", "Users:\n", "What they keep:\n", "From and to elsewhere:\n");
        for (String command : commands()) {
            Pattern line = Pattern.compile("^  " + Pattern.quote(command) + " +[A-Z].{10,}$", Pattern.MULTILINE);
            assertThat(line.matcher(help).results().count()).as(command).isEqualTo(1);
        }
        assertThat(help.lines()).allMatch(line -> line.length() <= 80);
        assertThat(help.indexOf("  serve ")).isLessThan(help.indexOf("  backup "));
    }

    @Test
    @DisplayName("Shells complete all of them")
    void completion() {
        String words = say("completion")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("local commands=\"serve "))
                .findFirst()
                .orElse("");
        assertThat(words.replaceAll("local commands=|\"", "").split(" "))
                .containsExactlyInAnyOrderElementsOf(commands());
    }
}
