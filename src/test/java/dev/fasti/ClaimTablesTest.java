package dev.fasti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The tables of the documents name only code that exists")
class ClaimTablesTest {
    private static final Path CLIENTS = Path.of("docs/clients.md");
    private static final Path SECURITY = Path.of("SECURITY.md");
    private static final Path RFCS = Path.of("docs/rfc");

    private final ClaimTables tables;

    ClaimTablesTest() throws IOException {
        tables = new ClaimTables(Path.of(""));
    }

    @Test
    @DisplayName(
            "every class, test and file that a table in docs/rfc, docs/clients.md or SECURITY.md names is in the repository")
    void claims() throws IOException {
        List<String> wrong = new ArrayList<>();
        int claims = 0;
        for (Path page : pages()) {
            for (String claim : tables.claims(Files.readString(page))) {
                claims++;
                if (!tables.holds(claim)) {
                    wrong.add(page + ": " + claim);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(claims).as("claims found").isPositive();
    }

    @Test
    @DisplayName("claims are found in the columns that name code, and nowhere else")
    void findsClaims() {
        String page = """
                Text with `Nowhere`.
                | section | rule | where | tests |
                |---|---|---|---|
                | 5.1 | `Prefer` a \\| b | `ETag`, `PROPFIND` | `ClaimTablesTest.findsClaims` |
                | 5.2 | x | `compat/lib.sh` | - |

                | header | meaning |
                |---|---|
                | `Depth` | `Infinity` |
                """;
        assertThat(tables.claims(page)).containsExactly("ETag", "ClaimTablesTest.findsClaims", "compat/lib.sh");
    }

    @Test
    @DisplayName("a claim holds if the class, its member or the file is there")
    void holds() {
        assertThat(List.of(
                        "ETag",
                        "dev.fasti.store.condition.ETag",
                        "ClaimTablesTest#holds",
                        "ClaimTablesTest.holds()",
                        "pom.xml"))
                .allMatch(tables::holds);
        assertThat(List.of("NoSuchTag", "ETag.noSuchMember", "ClaimTablesTest.assertThat", "compat/missing.sh"))
                .noneMatch(tables::holds);
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(CLIENTS, SECURITY));
        if (Files.isDirectory(RFCS)) {
            try (Stream<Path> files = Files.walk(RFCS)) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }
}
