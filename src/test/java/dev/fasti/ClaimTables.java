package dev.fasti;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The claims of the tables in {@code docs}: which class keeps a rule, and which test or script shows it.
 *
 * <p>A claim is code in backticks, in a column whose title says that it names code: {@code `Class`},
 * {@code `package.Class`}, {@code `Class.member`}, or the path of a file in the repository.
 */
final class ClaimTables {
    private static final Pattern CODE_COLUMN =
            Pattern.compile("(?i).*\\b(class|classes|code|where|test|tests|tested|shown|kept|implemented)\\b.*");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CLASS =
            Pattern.compile("(?:[a-z][a-z0-9]*\\.)*([A-Z]\\w*[a-z]\\w*)(?:[.#](\\w+))?(?:\\(\\))?");
    private static final Pattern FILE = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+");
    private static final Pattern DECLARATION = Pattern.compile("\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)");

    private final Path repository;
    private static final Pattern TEST = Pattern.compile("(?:Test|Fuzz|Contract)$");

    private final Map<String, String> sources = new HashMap<>();

    /** Reads the sources below {@code src} of a repository. */
    ClaimTables(Path repository) throws IOException {
        this.repository = repository;
        try (Stream<Path> files = Files.walk(repository.resolve("src"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                String text = Files.readString(file);
                DECLARATION
                        .matcher(text)
                        .results()
                        .forEach(found -> sources.merge(found.group(1), text, String::concat));
            }
        }
    }

    /** The claims of a page, in order. */
    List<String> claims(String markdown) {
        List<String> claims = new ArrayList<>();
        List<String> titles = List.of();
        for (String line : markdown.lines().map(String::strip).toList()) {
            if (!line.startsWith("|")) {
                titles = List.of();
            } else if (titles.isEmpty()) {
                titles = cells(line);
            } else {
                claims.addAll(claims(titles, cells(line)));
            }
        }
        return claims;
    }

    /** Whether what is claimed is in the repository. */
    boolean holds(String claim) {
        var named = CLASS.matcher(claim);
        if (named.matches()) {
            String source = sources.get(named.group(1));
            return source != null && (named.group(2) == null || hasMember(named.group(1), named.group(2), source));
        }
        return Files.exists(repository.resolve(claim));
    }

    /** What a test names in passing is no test of its own. */
    private static boolean hasMember(String name, String member, String source) {
        String declared = TEST.matcher(name).find() ? "\\b(?:void|class|record|interface)\\s+" : "\\b";
        return Pattern.compile(declared + member + "\\b").matcher(source).find();
    }

    private static List<String> claims(List<String> titles, List<String> row) {
        List<String> claims = new ArrayList<>();
        for (int i = 0; i < Math.min(titles.size(), row.size()); i++) {
            if (CODE_COLUMN.matcher(titles.get(i)).matches()) {
                CODE.matcher(row.get(i))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .filter(code -> CLASS.matcher(code).matches()
                                || FILE.matcher(code).matches())
                        .forEach(claims::add);
            }
        }
        return claims;
    }

    private static List<String> cells(String line) {
        String inner = line.substring(1, line.endsWith("|") && line.length() > 1 ? line.length() - 1 : line.length());
        return Stream.of(inner.split("(?<!\\\\)\\|", -1)).map(String::strip).toList();
    }
}
