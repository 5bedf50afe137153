package dev.fasti.config;

import dev.fasti.config.key.Key;
import dev.fasti.config.key.Keys;
import java.util.ArrayList;
import java.util.List;

/** Writes the sample file and the page about configuration from the table of keys. */
final class ConfigReference {
    private static final int WIDTH = 110;

    private ConfigReference() {}

    static String sample() {
        StringBuilder out = new StringBuilder();
        comment(out, "Every key of Fasti with its default. A key that is left out has its default.");
        comment(out, "Environment variables beat this file: FASTI_SERVER_PORT sets server.port. Flags beat both.");
        String table = "";
        for (Key<?> key : Keys.ALL) {
            if (!key.table().equals(table)) {
                table = key.table();
                out.append("\n[").append(table).append("]\n");
            } else {
                out.append('\n');
            }
            comment(out, key.meaning());
            comment(out, "Must be " + key.type().allowed() + ".");
            out.append(key.name()).append(" = ").append(key.fallbackText()).append('\n');
        }
        return out.toString();
    }

    private static void comment(StringBuilder out, String text) {
        for (String line : wrapped(text)) {
            out.append("# ").append(line).append('\n');
        }
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (line.length() + word.length() >= WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    static String page() {
        StringBuilder out = new StringBuilder(INTRODUCTION);
        String table = "";
        for (Key<?> key : Keys.ALL) {
            if (!key.table().equals(table)) {
                table = key.table();
                out.append("\n## [").append(table).append("]\n\n");
                out.append("| key | default | variable | meaning |\n|---|---|---|---|\n");
            }
            out.append("| `").append(key.name());
            out.append("` | `").append(cell(key.fallbackText()));
            out.append("` | `").append(key.variable());
            out.append("` | ").append(cell(key.meaning()));
            out.append(" Must be ").append(cell(key.type().allowed())).append(". |\n");
        }
        return out.toString();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }

    private static final String INTRODUCTION = """
            # Configuration

            <!-- Made from the table in dev.fasti.config.key.Keys: mvn test -Dtest=ConfigReferenceTest -Dfasti.update=true -->

            Fasti runs without any configuration. What is set comes from four places; later beats earlier:

            1. the defaults below,
            2. one TOML file, named by `--config FILE` or the variable `FASTI_CONFIG`
               ([`config/fasti.toml`](../config/fasti.toml) is a sample with every key),
            3. environment variables,
            4. the flags `--data`, `--host` and `--port`.

            A key, variable or value that Fasti does not know stops the start with exit code 78, and a line that says where
            it is and what may have been meant. `fasti check-config` checks without starting, and looks
            into the certificates, secrets and rights that are named. Variables that Kubernetes and Docker make for a service
            called "fasti" (`FASTI_SERVICE_HOST`, `FASTI_PORT_5232_TCP`...) are passed over.

            Relative paths start at the working directory. No key holds a secret: passwords are in the users file, hashed.
            """;
}
