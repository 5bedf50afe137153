package dev.fasti.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.cli.frame.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

@DisplayName("The documents")
class DocsTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#{1,6} (.*)$", Pattern.MULTILINE);
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern COMMAND =
            Pattern.compile("(?:^|[\\s(])(?:java -jar \\S*fasti\\.jar|\\S*bin/fasti|fasti) (?!fasti )([^#|`]*)");
    private static final Pattern SOURCE_TEXT = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

    private static Map<Path, String> documents() throws IOException {
        Map<Path, String> texts = new TreeMap<>();
        try (Stream<Path> below = Files.walk(Path.of("docs"));
                Stream<Path> top = Files.list(Path.of("."))) {
            for (Path path :
                    Stream.concat(below, top.filter(Files::isRegularFile)).toList()) {
                if (path.toString().endsWith(".md")) {
                    texts.put(path.normalize(), Files.readString(path));
                }
            }
        }
        return texts;
    }

    @Test
    @DisplayName("link only to files and headings that there are")
    void links() throws IOException {
        Map<Path, String> documents = documents();
        List<String> broken = new ArrayList<>();
        documents.forEach((path, text) -> {
            Matcher link = LINK.matcher(FENCE.matcher(text).replaceAll(""));
            while (link.find()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && !leads(documents, path, target)) {
                    broken.add(path + ": " + target);
                }
            }
        });
        assertThat(documents).hasSizeGreaterThan(20);
        assertThat(broken).isEmpty();
    }

    private static boolean leads(Map<Path, String> documents, Path from, String target) {
        String[] parts = target.split("#", 2);
        Path folder = from.getParent() == null ? Path.of("") : from.getParent();
        Path file = parts[0].isEmpty() ? from : folder.resolve(parts[0]).normalize();
        return Files.exists(file)
                && (parts.length < 2
                        || anchors(documents.getOrDefault(file, "")).contains(parts[1]));
    }

    /** As GitHub makes them. */
    private static Set<String> anchors(String text) {
        return HEADING.matcher(FENCE.matcher(text).replaceAll(""))
                .results()
                .map(heading -> heading.group(1)
                        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("name only commands and flags that there are")
    void commands() throws IOException {
        CommandSpec fasti = Fasti.commands(
                        new String[0],
                        new Terminal(InputStream.nullInputStream(), System.out, System.err, Map.of(), login -> ""))
                .getCommandSpec();
        List<String> wrong = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        documents().forEach((path, text) -> {
            if (path.startsWith("docs/adr") || path.toString().equals("UPGRADING.md")) {
                return;
            }
            for (String line : lines(text)) {
                Matcher command = COMMAND.matcher(line);
                while (command.find()) {
                    seen.add(command.group(1));
                    refusal(fasti, command.group(1)).ifPresent(reason -> wrong.add(path + ": " + line + ": " + reason));
                }
            }
        });
        assertThat(seen).hasSizeGreaterThan(60);
        assertThat(wrong).isEmpty();
    }

    /** Every line of a block of code and every piece of code within a sentence. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        Matcher fence = FENCE.matcher(text);
        while (fence.find()) {
            fence.group().replaceAll("\\\\\\n\\s*", " ").lines().skip(1).forEach(lines::add);
        }
        CODE.matcher(fence.replaceAll("")).results().forEach(code -> lines.add(code.group(1)));
        return lines.stream()
                .filter(line -> line.contains("fasti"))
                .filter(
                        line -> !line.matches(
                                ".*(docker (build|run|volume)|apt|systemctl|journalctl|chown|sha256|tar |podman (build|run)).*"))
                .toList();
    }

    private static java.util.Optional<String> refusal(CommandSpec fasti, String arguments) {
        CommandSpec command = fasti;
        boolean isNamed = false;
        for (String word : Arrays.asList(arguments.strip().split("\\s+"))) {
            String bare = word.replaceAll("[,.;:)\\]]+$", "").replaceAll("^\\[", "");
            CommandLine below = command.subcommands().get(bare);
            if (bare.startsWith("-") && bare.length() > 1) {
                OptionSpec option = option(command, bare.replaceAll("=.*", ""));
                if (option == null
                        && !(command == fasti
                                && option(fasti.subcommands().get("serve").getCommandSpec(), bare) != null)) {
                    return java.util.Optional.of("no flag " + bare);
                }
            } else if (below != null) {
                command = below.getCommandSpec();
                isNamed = true;
            } else if (!isNamed && bare.matches("[a-z-]{3,}")) {
                return java.util.Optional.of("no command " + bare);
            }
        }
        return java.util.Optional.empty();
    }

    private static OptionSpec option(CommandSpec command, String name) {
        return command.findOption(name);
    }

    @Test
    @DisplayName("tell the truth of completion and of exit codes, as fasti --help does")
    void completion() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(Fasti.run(new String[] {"completion"}, InputStream.nullInputStream(), said, said, Map.of()))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("complete -F _complete_fasti", "--password-file", "doctor");
        out.reset();
        assertThat(Fasti.run(new String[] {"--help"}, InputStream.nullInputStream(), said, said, Map.of()))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Exit codes:", "78 ", "Examples:", "completion");
    }

    @Test
    @DisplayName("quote only what the program says: each line in troubleshooting is in its code")
    void quotations() throws IOException {
        String said = sources();
        List<String> absent = documents()
                .get(Path.of("docs/troubleshooting.md"))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .filter(quoted -> quoted.contains(" "))
                .map(quoted -> quoted.replace("server.porf", "")
                        .replace("server.port?", "")
                        .replaceAll("\\d+$", ""))
                .flatMap(quoted -> Stream.of(quoted.split("; | {2,}|: ")))
                .map(String::strip)
                .filter(part -> !said.contains(part))
                .toList();
        assertThat(absent).isEmpty();
    }

    /** All texts of the code and of the scripts, those that are put together by a plus taken as one. */
    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String joined = Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", "");
                SOURCE_TEXT
                        .matcher(joined)
                        .results()
                        .forEach(text -> all.append(text.group(1)).append('\n'));
            }
        }
        return all.append(Files.readString(Path.of("docker-entrypoint.sh"))).toString();
    }
}
