package dev.fasti.cli.serve;

import dev.fasti.config.Config;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How this process was started.
 *
 * @param command the words in front of Fasti's own arguments, as for a shell
 */
public record Launch(String command) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@%+=,-]+");

    /** Set by the launcher script: its own name. */
    private static final String LAUNCHER = "fasti.launcher";

    /** @param main the class that the JVM runs */
    public static Launch current(Class<?> main) {
        String launcher = System.getProperty(LAUNCHER, "");
        if (!launcher.isEmpty()) {
            return new Launch(quoted(launcher));
        }
        String classPath = System.getProperty("java.class.path", "");
        return new Launch(ownJar(main)
                .map(jar -> "java -jar " + quoted(jar.toString()))
                .orElse("java -cp " + quoted(classPath) + " " + main.getName()));
    }

    /** The jar that {@code java -jar} runs: the only one on the class path, and the one that holds the main class. */
    private static Optional<Path> ownJar(Class<?> main) {
        CodeSource source = main.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(source.getLocation().toURI());
            Path classPath = Path.of(System.getProperty("java.class.path", "")).toAbsolutePath();
            boolean run =
                    path.toString().endsWith(".jar") && classPath.normalize().equals(path.normalize());
            return run ? Optional.of(path) : Optional.empty();
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The whole command that adds a user to the server of this configuration, from whatever folder. */
    public String addUser(Config config, Optional<Path> configFile) {
        StringBuilder words = new StringBuilder(command).append(" user add NAME");
        configFile.ifPresent(file -> words.append(" --config ").append(quoted(absolute(file))));
        return words.append(" --data ")
                .append(quoted(absolute(config.storage().data())))
                .toString();
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
