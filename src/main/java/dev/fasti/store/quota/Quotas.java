package dev.fasti.store.quota;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How many octets the members in each principal's home may have together.
 *
 * @param standard for whoever has no other quota; 0 for none
 * @param others by the principal's name; 0 for none
 */
public record Quotas(long standard, Map<String, Long> others) {
    /** Nobody has a quota. */
    public static final Quotas NONE = new Quotas(0, Map.of());

    public Quotas {
        others = Map.copyOf(others);
        if (standard < 0 || others.values().stream().anyMatch(quota -> quota < 0)) {
            throw new IllegalArgumentException("a quota is less than 0");
        }
    }

    /** The quota of a principal of this name; empty if there is none. */
    public OptionalLong of(String owner) {
        long quota = others.getOrDefault(owner, standard);
        return quota == 0 ? OptionalLong.empty() : OptionalLong.of(quota);
    }
}
