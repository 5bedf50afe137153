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

@DisplayName("The tables of the RFCs name only code that exists")
class RfcTablesTest {
    private static final Path PAGES = Path.of("docs/rfc");

    private final RfcTables tables;

    RfcTablesTest() throws IOException {
        tables = new RfcTables(Path.of(""));
    }

    @Test
    @DisplayName("every class, test and file that a table in docs/rfc names is in the repository")
    void pages() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path page : pagesOfRfcs()) {
            for (String claim : tables.claims(Files.readString(page))) {
                if (!tables.holds(claim)) {
                    wrong.add(page + ": " + claim);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("claims are found in the columns that name code, and nowhere else")
    void findsClaims() {
        String page = """
                Text with `Nowhere`.
                | section | rule | where | tests |
                |---|---|---|---|
                | 5.1 | `Prefer` a \\| b | `ETag`, `PROPFIND` | `RfcTablesTest.findsClaims` |
                | 5.2 | x | `compat/lib.sh` | - |

                | header | meaning |
                |---|---|
                | `Depth` | `Infinity` |
                """;
        assertThat(tables.claims(page)).containsExactly("ETag", "RfcTablesTest.findsClaims", "compat/lib.sh");
    }

    @Test
    @DisplayName("a claim holds if the class, its member or the file is there")
    void holds() {
        assertThat(List.of("ETag", "dev.fasti.store.ETag", "RfcTablesTest#holds", "RfcTablesTest.holds()", "pom.xml"))
                .allMatch(tables::holds);
        assertThat(List.of("NoSuchTag", "ETag.noSuchMember", "compat/missing.sh"))
                .noneMatch(tables::holds);
    }

    private static List<Path> pagesOfRfcs() throws IOException {
        if (!Files.isDirectory(PAGES)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
