package dev.fasti.config;

import java.nio.file.Path;

/**
 * What users may do with collections, before anybody shares any.
 *
 * @param type where that is said
 * @param file the rights file, read for {@link RightsType#FILE}; the empty path for others
 */
public record RightsConfig(RightsType type, Path file) {
    public RightsConfig {
        if (type == RightsType.FILE && file.toString().isEmpty()) {
            throw new IllegalArgumentException("a rights file is missing");
        }
    }
}
