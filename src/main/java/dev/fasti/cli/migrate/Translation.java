package dev.fasti.cli.migrate;

import dev.fasti.auth.htpasswd.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What Radicale's configuration means in Fasti's words.
 *
 * @param settings Fasti's keys, such as {@code server.port}, with their values as TOML
 * @param fates what becomes of each thing that the configuration says, in its order
 * @param storage Radicale's storage folder
 * @param users the htpasswd file, if there is one
 * @param plainText whether Radicale takes what is no hash in the htpasswd file for a password
 * @param rights the rights file, if there is one
 */
public record Translation(
        Map<String, String> settings,
        List<Fate> fates,
        Path storage,
        Optional<Path> users,
        PlainText plainText,
        Optional<Path> rights) {
    public Translation {
        settings = new LinkedHashMap<>(settings);
        fates = List.copyOf(fates);
    }

    /**
     * Reads and translates a configuration.
     *
     * @throws IniSyntax if it is no INI file
     */
    public static Translation of(String text) throws IniSyntax {
        return new Work(IniFile.parse(text)).run();
    }

    private static final class Work {
        private final Map<String, String> values = new LinkedHashMap<>();
        private final Map<String, String> settings = new LinkedHashMap<>();
        private final Map<String, Fate> fates = new LinkedHashMap<>();

        Work(IniFile file) {
            file.sections()
                    .forEach((section, keys) -> keys.forEach(
                            (key, value) -> values.put(section.toLowerCase(Locale.ROOT) + "." + key, value)));
        }

        Translation run() {
            server();
            new TlsTranslation(values, settings, fates, Work::path).run();
            new AuthTranslation(values, settings, fates, Work::path).run();
            rights();
            storage();
            logging();
            List<Fate> all = new ArrayList<>();
            values.forEach((key, value) -> all.add(fates.getOrDefault(key, KeyNotes.of(key, value))));
            fates.forEach((key, fate) -> {
                if (!values.containsKey(key)) {
                    all.add(fate);
                }
            });
            return new Translation(settings, all, folder(), users(), plainText(), rightsFile());
        }

        private String value(String key, String fallback) {
            return values.getOrDefault(key, fallback);
        }

        private void carry(String from, String to, String toml) {
            settings.put(to, toml);
            fates.put(from, Fate.carried(from, to + " = " + toml));
        }

        private void drop(String from, String instead) {
            fates.put(from, Fate.notSupported(from, instead));
        }

        private void server() {
            hosts(value("server.hosts", "localhost:5232"));
            number("server.max_connections", "limits.max_connections", 1, 1_000_000);
            number("server.max_content_length", "limits.max_request_body", 1, 2_000_000_000);
            number("server.max_resource_size", "limits.max_resource_size", 1, 2_000_000_000);
            number("server.timeout", "server.idle_timeout", 1, 3600);
            String path = value("server.script_name", "");
            if (path.matches("(/[A-Za-z0-9._~-]+)+/?")) {
                carry("server.script_name", "server.base_path", quoted(path.replaceAll("/$", "")));
            }
        }

        private void hosts(String hosts) {
            String[] all = hosts.strip().split("\\s*,\\s*");
            int colon = all[0].lastIndexOf(':');
            String host = colon < 0 ? all[0] : all[0].substring(0, colon).replaceAll("^\\[|\\]$", "");
            String port = colon < 0 ? "" : all[0].substring(colon + 1);
            if (host.isEmpty() || !port.matches("[0-9]{1,5}")) {
                drop("server.hosts", "it names no address with a port: set server.host and server.port");
                return;
            }
            settings.put("server.host", quoted(host.equals("localhost") ? "127.0.0.1" : host));
            settings.put("server.port", port);
            boolean isLoopbackPair =
                    all.length == 2 && host.matches("localhost|127\\.0\\.0\\.1") && all[1].startsWith("[::1]");
            fates.put(
                    "server.hosts",
                    all.length == 1 || isLoopbackPair
                            ? Fate.carried("server.hosts", "server.host and server.port")
                            : Fate.notSupported(
                                    "server.hosts",
                                    "one address only, which is " + all[0] + "; \"::\" listens on all"));
        }

        private void number(String from, String to, long least, long most) {
            String text = value(from, "");
            if (text.isEmpty()) {
                return;
            }
            long number = text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
            if (number >= least && number <= most) {
                carry(from, to, Long.toString(number));
            } else if (number == 0) {
                drop(from, "there is always a limit; it stays at the default, and " + to + " changes it");
            } else {
                drop(
                        from,
                        "not from " + least + " to " + most + "; it stays at the default, and " + to + " changes it");
            }
        }

        private void rights() {
            String type = value("rights.type", "owner_only").toLowerCase(Locale.ROOT);
            Map<String, String> names = Map.of(
                    "owner_only", "owner-only",
                    "owner_write", "owner-write",
                    "authenticated", "authenticated",
                    "from_file", "file");
            String name = names.get(type);
            if (name == null) {
                drop("rights.type", "\"" + type + "\" is not there: everybody sees what is theirs");
            } else {
                carry("rights.type", "rights.type", quoted(name));
            }
            if (values.containsKey("rights.file")) {
                boolean isUsed = "file".equals(name);
                fates.put(
                        "rights.file",
                        isUsed
                                ? Fate.carried("rights.file", "copied to fasti/rights in the data folder")
                                : Fate.notNeeded("rights.file", "rights.type does not use it"));
            }
            if (isFalse("rights.permit_delete_collection")) {
                drop("rights.permit_delete_collection", "owners may delete; what they delete can be restored");
            } else if (values.containsKey("rights.permit_delete_collection")) {
                fates.put(
                        "rights.permit_delete_collection",
                        Fate.notNeeded("rights.permit_delete_collection", "owners may"));
            }
        }

        private boolean isFalse(String key) {
            return Set.of("false", "no", "off", "0").contains(value(key, "true").toLowerCase(Locale.ROOT));
        }

        private void storage() {
            fates.put("storage.filesystem_folder", Fate.carried("storage.filesystem_folder", "storage.data"));
            String type = value("storage.type", "multifilesystem").toLowerCase(Locale.ROOT);
            if (type.startsWith("multifilesystem")) {
                if (values.containsKey("storage.type")) {
                    fates.put("storage.type", Fate.carried("storage.type", "the same layout"));
                }
            } else {
                drop("storage.type", "\"" + type + "\" is not known: only multifilesystem's layout can be taken over");
            }
        }

        private void logging() {
            String level = level(value("logging.level", "").toLowerCase(Locale.ROOT));
            if (!level.isEmpty()) {
                carry("logging.level", "logging.level", quoted(level));
            }
        }

        private static String level(String name) {
            return switch (name) {
                case "debug", "info", "error", "trace" -> name;
                case "warning" -> "warn";
                case "critical" -> "error";
                default -> "";
            };
        }

        private Path folder() {
            return path(value("storage.filesystem_folder", "/var/lib/radicale/collections"));
        }

        private Optional<Path> users() {
            boolean isUsed = value("auth.type", "").equalsIgnoreCase("htpasswd");
            return isUsed
                    ? Optional.of(path(value("auth.htpasswd_filename", "/etc/radicale/users")))
                    : Optional.empty();
        }

        /** The default depends on the version of Radicale: a hash of one kind, or whatever a line looks like. */
        private PlainText plainText() {
            String encryption = value("auth.htpasswd_encryption", "").strip().toLowerCase(Locale.ROOT);
            return Set.of("", "plain", "autodetect").contains(encryption) ? PlainText.ALLOWED : PlainText.REFUSED;
        }

        private Optional<Path> rightsFile() {
            boolean isUsed = value("rights.type", "").equalsIgnoreCase("from_file");
            return isUsed ? Optional.of(path(value("rights.file", "/etc/radicale/rights"))) : Optional.empty();
        }

        /** Radicale knows the home folder as a tilde. */
        private static Path path(String text) {
            return Path.of(text.startsWith("~/") ? System.getProperty("user.home", "") + text.substring(1) : text);
        }
    }

    /** A text as TOML. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').appendCodePoint(c);
            } else if (c < ' ' || c == 0x7f) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                quoted.appendCodePoint(c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Fasti's configuration file. @param more further settings, such as the data folder */
    public String toml(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.putAll(more);
        Map<String, List<String>> tables = new LinkedHashMap<>();
        all.forEach((key, value) -> {
            int dot = key.indexOf('.');
            tables.computeIfAbsent(key.substring(0, dot), any -> new ArrayList<>())
                    .add(key.substring(dot + 1) + " = " + value);
        });
        StringBuilder text =
                new StringBuilder("# Made by \"fasti migrate radicale\". What is not here has its default.\n");
        tables.forEach((table, lines) -> {
            text.append("\n[").append(table).append("]\n");
            lines.forEach(line -> text.append(line).append('\n'));
        });
        return text.toString();
    }

    /** A path as TOML. */
    public static String quoted(Path path) {
        return quoted(path.toAbsolutePath().normalize().toString());
    }
}
