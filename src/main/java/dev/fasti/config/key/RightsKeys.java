package dev.fasti.config.key;

import dev.fasti.config.RightsConfig;
import dev.fasti.config.RightsType;
import java.nio.file.Path;
import java.util.List;

/** The keys of the table {@code rights}. */
public final class RightsKeys {
    static final Key<RightsType> TYPE = new Key<>(
            "rights",
            "type",
            ValueType.dashed(RightsType.class),
            RightsType.OWNER_ONLY,
            "What users may do beside what was shared with them. \"owner-only\": everything in their own homes, nothing in"
                    + " others; \"owner-write\": and read all others; \"authenticated\": and write them; \"file\": what"
                    + " rights.file says.");
    static final Key<Path> FILE = new Key<>(
            "rights",
            "file",
            ValueType.path("the path of a file, or empty", 0),
            Path.of(""),
            "A rights file in Radicale's format, for rights.type \"file\". It is read again when it changes; one that is"
                    + " wrong then leaves the old rights in force.");

    static final List<Key<?>> ALL = List.of(TYPE, FILE);

    private RightsKeys() {}

    /** What is wrong with what is set together. */
    public static List<String> problems(Settings settings) {
        boolean isFile = settings.get(TYPE) == RightsType.FILE;
        boolean isNamed = !settings.get(FILE).toString().isEmpty();
        if (isFile && !isNamed) {
            return List.of(settings.origin(TYPE) + ": rights.type \"file\" needs rights.file");
        }
        return isNamed && !isFile
                ? List.of(settings.origin(FILE) + ": rights.file is of no use without rights.type \"file\"")
                : List.of();
    }

    public static RightsConfig read(Settings settings) {
        return new RightsConfig(settings.get(TYPE), settings.get(FILE));
    }
}
