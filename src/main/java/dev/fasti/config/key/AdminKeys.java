package dev.fasti.config.key;

import dev.fasti.config.AdminConfig;
import dev.fasti.config.AdminPaths;
import dev.fasti.config.ServerConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of the table {@code admin}. */
public final class AdminKeys {
    static final Key<String> HOST = new Key<>(
            "admin",
            "host",
            ValueType.text("a host name or an IP address, without a port", ServerConfig::isHost),
            "127.0.0.1",
            "The address of the listener for /health/live, /health/ready and /metrics. There is no login: leave it where"
                    + " only operators come.");
    static final Key<Integer> PORT =
            new Key<>("admin", "port", ValueType.integer(0, 65535), 0, "The port of that listener. 0: there is none.");
    static final Key<AdminPaths> ON_MAIN_PORT = new Key<>(
            "admin",
            "on_main_port",
            ValueType.choice(AdminPaths.class),
            AdminPaths.NONE,
            "Which of them the port of the clients answers, for everybody: \"health\", or \"all\", metrics included. They"
                    + " hide the homes of users called health and metrics.");
    static final Key<Long> MIN_FREE_SPACE = new Key<>(
            "admin",
            "min_free_space",
            ValueType.size(0, Long.MAX_VALUE / 2),
            100_000_000L,
            "Bytes of free disk below which the server says that it is not ready.");

    static final List<Key<?>> ALL = List.of(HOST, PORT, ON_MAIN_PORT, MIN_FREE_SPACE);

    /** What stands for all addresses. */
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "[::]");

    private AdminKeys() {}

    /** What is wrong with what is set together: two listeners on one port, the second of which would not start. */
    public static List<String> problems(Settings settings, ServerConfig server) {
        int port = settings.get(PORT);
        int redirect = settings.get(TlsKeys.REDIRECT_PORT);
        List<String> problems = new ArrayList<>();
        if (redirect > 0 && redirect == server.port()) {
            problems.add(
                    settings.origin(TlsKeys.REDIRECT_PORT) + ": tls.redirect_port must be another than server.port");
        }
        boolean meet = EVERYWHERE.contains(server.host())
                || EVERYWHERE.contains(settings.get(HOST))
                || server.host().equals(settings.get(HOST));
        if (port > 0 && meet && (port == server.port() || port == redirect)) {
            problems.add(settings.origin(PORT) + ": admin.port must be another than "
                    + (port == redirect ? "tls.redirect_port" : "server.port"));
        }
        return problems;
    }

    public static AdminConfig read(Settings settings) {
        return new AdminConfig(
                settings.get(HOST), settings.get(PORT), settings.get(ON_MAIN_PORT), settings.get(MIN_FREE_SPACE));
    }
}
