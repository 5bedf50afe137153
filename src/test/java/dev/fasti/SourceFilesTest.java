package dev.fasti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The source files keep their form")
class SourceFilesTest {
    private static final int MOST_LINES = 300;
    private static final Path SOURCES = Path.of("src");
    private static final Pattern BAD_COMMENT = Pattern.compile("(@author\\b|\\bTODO\\b|\\bFIXME\\b|\\bXXX\\b)");

    @Test
    @DisplayName("no source file, of main or of tests, is longer than 300 lines")
    void length() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            int lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES) {
                tooLong.add(file + ": " + lines);
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    @DisplayName("no comment names an author or leaves work for later")
    void comments() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : javaFiles()) {
            if (file.endsWith("SourceFilesTest.java")) {
                continue;
            }
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                boolean comment = line.startsWith("//") || line.startsWith("*") || line.startsWith("/*");
                if (comment && BAD_COMMENT.matcher(line).find()) {
                    found.add(file + ":" + (i + 1) + " " + line);
                }
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    @DisplayName("every package of main says in a sentence what it is for")
    void packagesExplained() throws IOException {
        List<String> silent = new ArrayList<>();
        for (Path file : javaFiles()) {
            if (file.endsWith("package-info.java") && !Files.readString(file).startsWith("/**")) {
                silent.add(file.toString());
            }
        }
        assertThat(silent).isEmpty();
    }

    private static List<Path> javaFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            assertThat(found)
                    .as("source files below " + SOURCES.toAbsolutePath())
                    .isNotEmpty();
            return found;
        }
    }
}
