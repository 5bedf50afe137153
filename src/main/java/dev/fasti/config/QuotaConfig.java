package dev.fasti.config;

import java.util.Map;

/**
 * How much each account may store.
 *
 * @param standard bytes for each account; 0 for no limit
 * @param users bytes for single accounts, by their names; 0 for no limit
 */
public record QuotaConfig(long standard, Map<String, Long> users) {
    public QuotaConfig {
        users = Map.copyOf(users);
    }
}
