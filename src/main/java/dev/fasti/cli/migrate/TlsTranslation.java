package dev.fasti.cli.migrate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What Radicale's settings of TLS become.
 *
 * @param values of Radicale, by section and key
 * @param settings of Fasti
 * @param fates what is told of each of Radicale's
 * @param paths makes a path of Radicale's text
 */
record TlsTranslation(
        Map<String, String> values,
        Map<String, String> settings,
        Map<String, Fate> fates,
        Function<String, Path> paths) {
    static final Set<String> ON = Set.of("true", "yes", "on", "1");

    void run() {
        if (!ON.contains(values.getOrDefault("server.ssl", "").toLowerCase(Locale.ROOT))) {
            for (String key : Set.of("server.certificate", "server.key", "server.certificate_authority")) {
                if (values.containsKey(key)) {
                    fates.put(key, Fate.notNeeded(key, "server.ssl is off"));
                }
            }
            return;
        }
        fates.put("server.ssl", Fate.carried("server.ssl", "the server speaks TLS itself"));
        carry("server.certificate", "/etc/ssl/radicale.cert.pem", "tls.certificate");
        carry("server.key", "/etc/ssl/radicale.key.pem", "tls.key");
        if (!values.getOrDefault("server.certificate_authority", "").isBlank()) {
            carry("server.certificate_authority", "", "tls.client_ca");
            settings.put("tls.client_certificates", "\"need\""); // as with Radicale, nobody gets in without
        }
    }

    private void carry(String key, String fallback, String to) {
        String path = Translation.quoted(paths.apply(values.getOrDefault(key, fallback)));
        settings.put(to, path);
        fates.put(key, Fate.carried(key, to + " = " + path));
    }
}
