package dev.fasti.config.read;

import dev.fasti.config.Config;
import dev.fasti.config.ConfigException;
import dev.fasti.config.LimitsConfig;
import dev.fasti.config.QuotaConfig;
import dev.fasti.config.ServerConfig;
import dev.fasti.config.StorageConfig;
import dev.fasti.config.key.AdminKeys;
import dev.fasti.config.key.AuthKeys;
import dev.fasti.config.key.HistoryKeys;
import dev.fasti.config.key.Key;
import dev.fasti.config.key.Keys;
import dev.fasti.config.key.LockKeys;
import dev.fasti.config.key.LoggingKeys;
import dev.fasti.config.key.NearestKey;
import dev.fasti.config.key.RightsKeys;
import dev.fasti.config.key.Settings;
import dev.fasti.config.key.TlsKeys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Reads the configuration: defaults, then the file, then the environment, then flags; later beats earlier. What is
 * beaten must be right, too.
 */
public final class ConfigReader {
    /** The variable that names the configuration file. */
    public static final String FILE_VARIABLE = "FASTI_CONFIG";

    /** What Kubernetes and Docker put into the environment of each container when a service is called "fasti". */
    private static final Pattern SERVICE_LINK = Pattern.compile("FASTI_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\\d+_.*)?)");

    private final Settings settings = new Settings();

    private ConfigReader() {}

    /** The configuration where nothing is set. */
    public static Config defaults() {
        return new ConfigReader().finish();
    }

    /**
     * Reads the configuration of a start with a file.
     *
     * @param file the file, which must exist
     * @param environment all variables; those that do not start with {@code FASTI_} are ignored
     * @param flags the texts of the flags that were given, by key
     * @throws ConfigException if anything is wrong, with all that is
     */
    public static Config read(Path file, Map<String, String> environment, Map<Key<?>, String> flags) {
        ConfigReader reader = new ConfigReader();
        TomlFile.read(file).into(reader.settings);
        return reader.rest(environment, flags);
    }

    /**
     * Reads the configuration of a start without a file.
     *
     * @param environment all variables; those that do not start with {@code FASTI_} are ignored
     * @param flags the texts of the flags that were given, by key
     * @throws ConfigException if anything is wrong, with all that is
     */
    public static Config read(Map<String, String> environment, Map<Key<?>, String> flags) {
        return new ConfigReader().rest(environment, flags);
    }

    private Config rest(Map<String, String> environment, Map<Key<?>, String> flags) {
        new TreeMap<>(environment).forEach((name, value) -> {
            boolean ours = name.startsWith("FASTI_") && !name.equals(FILE_VARIABLE);
            if (ours && !SERVICE_LINK.matcher(name).matches()) {
                variable(name, value);
            }
        });
        flags.forEach((key, value) -> settings.set(key, value, "--" + key.name()));
        return finish();
    }

    private void variable(String name, String value) {
        Keys.ALL.stream()
                .filter(key -> key.variable().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        key -> settings.set(key, value, name),
                        () -> settings.problem("unknown variable " + name + " in the environment; did you mean "
                                + NearestKey.variable(name) + "?"));
    }

    private Config finish() {
        ServerConfig server = server();
        AuthKeys.problems(settings, server).forEach(settings::problem);
        long body = settings.get(Keys.MAX_REQUEST_BODY);
        for (Key<Long> part : List.of(Keys.MAX_RESOURCE_SIZE, Keys.MAX_XML_BODY)) {
            if (settings.get(part) > body) {
                settings.problem(settings.origin(part) + ": " + part.path() + " (" + settings.get(part)
                        + ") must not be more than limits.max_request_body (" + body + ", "
                        + settings.origin(Keys.MAX_REQUEST_BODY) + ")");
            }
        }
        TlsKeys.problems(settings).forEach(settings::problem);
        RightsKeys.problems(settings).forEach(settings::problem);
        LockKeys.problems(settings).forEach(settings::problem);
        AdminKeys.problems(settings, server).forEach(settings::problem);
        if (!settings.problems().isEmpty()) {
            throw new ConfigException(settings.problems());
        }
        return new Config(
                server,
                TlsKeys.read(settings),
                storage(),
                HistoryKeys.read(settings),
                AuthKeys.read(settings),
                RightsKeys.read(settings),
                limits(),
                quota(),
                LockKeys.read(settings),
                AdminKeys.read(settings),
                LoggingKeys.read(settings));
    }

    private ServerConfig server() {
        String host = settings.get(Keys.HOST);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return new ServerConfig(
                bracketed ? host.substring(1, host.length() - 1) : host,
                settings.get(Keys.PORT),
                settings.get(Keys.BASE_PATH),
                settings.get(Keys.TRUSTED_PROXIES),
                settings.get(Keys.SHUTDOWN_GRACE),
                settings.get(Keys.IDLE_TIMEOUT));
    }

    private StorageConfig storage() {
        return new StorageConfig(
                settings.get(Keys.DATA), settings.get(Keys.RESCAN_INTERVAL), settings.get(Keys.MAX_OPEN_COLLECTIONS));
    }

    private LimitsConfig limits() {
        return new LimitsConfig(
                settings.get(Keys.MAX_RESOURCE_SIZE),
                settings.get(Keys.MAX_XML_BODY),
                settings.get(Keys.MAX_REQUEST_BODY),
                settings.get(Keys.MAX_XML_DEPTH),
                settings.get(Keys.MAX_XML_ATTRIBUTES),
                settings.get(Keys.MAX_MULTIGET_HREFS),
                settings.get(Keys.MAX_SYNC_RESULTS),
                settings.get(Keys.MAX_HEADER_SIZE),
                settings.get(Keys.MAX_CONCURRENT_REQUESTS),
                settings.get(Keys.MAX_CONNECTIONS),
                settings.get(Keys.HEADER_TIME),
                settings.get(Keys.MIN_RATE));
    }

    private QuotaConfig quota() {
        return new QuotaConfig(settings.get(Keys.QUOTA), settings.get(Keys.QUOTA_USERS));
    }
}
