package dev.fasti.cli.serve;

import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.config.Config;
import dev.fasti.config.key.Key;
import dev.fasti.config.key.Keys;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of a start. */
public final class ServeOptions {
    /** Without what picocli takes for something else: another flag, quotes, a file of arguments, a variable. */
    private static final Pattern PLAIN_VALUE = Pattern.compile("[A-Za-z0-9./_:][^\"'$@]*");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    @Mixin
    private final ConfigOptions common = new ConfigOptions();

    @Option(names = "--host", paramLabel = "HOST", description = "the address to listen on (server.host)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "the port to listen on, 0 for any (server.port)")
    private @Nullable Integer port;

    /**
     * The options of a start that says nothing unusual, read without picocli, whose looking at the commands takes most of
     * the time of a start.
     *
     * @param args the whole command line
     * @return empty where picocli has to look: another command, another flag, a mistake
     */
    public static Optional<ServeOptions> plain(List<String> args) {
        boolean named = !args.isEmpty() && args.get(0).equals("serve");
        Iterator<String> words = args.subList(named ? 1 : 0, args.size()).iterator();
        ServeOptions options = new ServeOptions();
        Set<String> seen = new HashSet<>();
        while (words.hasNext()) {
            String word = words.next();
            int equals = word.indexOf('=');
            String flag = equals < 0 ? word : word.substring(0, equals);
            if (equals < 0 && !words.hasNext()) {
                return Optional.empty();
            }
            String value = equals < 0 ? words.next() : word.substring(equals + 1);
            if (!PLAIN_VALUE.matcher(value).matches() || !seen.add(flag) || !options.set(flag, value)) {
                return Optional.empty();
            }
        }
        return Optional.of(options);
    }

    private boolean set(String flag, String value) {
        switch (flag) {
            case "--host" -> host = value;
            case "--port" -> {
                if (!NUMBER.matcher(value).matches()) {
                    return false;
                }
                port = Integer.valueOf(value);
            }
            default -> {
                return common.set(flag, value);
            }
        }
        return true;
    }

    public Optional<Path> file(Map<String, String> environment) {
        return common.file(environment);
    }

    /** @throws dev.fasti.config.ConfigException if the configuration is wrong */
    public Config read(Map<String, String> environment) {
        Map<Key<?>, String> flags = new LinkedHashMap<>();
        if (host != null) {
            flags.put(Keys.HOST, host);
        }
        if (port != null) {
            flags.put(Keys.PORT, port.toString());
        }
        return common.read(environment, flags);
    }
}
