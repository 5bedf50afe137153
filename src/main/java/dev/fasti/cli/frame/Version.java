package dev.fasti.cli.frame;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into this program. */
public final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"fasti " + number()};
    }

    public static String number() throws IOException {
        return property("version");
    }

    /** A moment before which no run of this program can be. */
    public static Instant built() throws IOException {
        return Instant.parse(property("built"));
    }

    private static String property(String name) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("build.properties")) {
            if (in == null) {
                throw new IOException("build.properties is missing in this build");
            }
            properties.load(in);
        }
        return properties.getProperty(name, "unknown");
    }
}
