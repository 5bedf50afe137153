package dev.fasti.cli.migrate;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keys of Radicale whose value decides nothing here, or only whether they were in use. */
final class KeyNotes {
    private static final Set<String> OFF = Set.of("", "false", "no", "off", "0", "none", "{}");

    /** Always in vain, whatever the value is. */
    private static final Map<String, String> NOT_NEEDED = Map.ofEntries(
            Map.entry("encoding.request", "requests are UTF-8, as the standards say"),
            Map.entry("encoding.stock", "files are kept octet for octet"),
            Map.entry("server.dns_lookup", "addresses are logged as they are"),
            Map.entry("server.protocol", "set by the TLS of the proxy or of Java"),
            Map.entry("server.ciphersuite", "set by the TLS of the proxy or of Java"),
            Map.entry("server.delay_on_error", "failed logins are slowed down in any case"),
            Map.entry("server.max_resource_size_warning", "there is one limit"),
            Map.entry("auth.delay", "who guesses passwords waits longer each time in any case"),
            Map.entry("auth.cache_successful_logins_expiry", "auth.cache_minutes says how long"),
            Map.entry("auth.cache_failed_logins_expiry", "only what succeeds is remembered"),
            Map.entry("auth.htpasswd_cache", "the users file is read again when it changes"),
            Map.entry("storage.max_sync_token_age", "tokens do not grow old"),
            Map.entry("storage.skip_broken_item", "a broken item disturbs no other"),
            Map.entry("storage.strict_preconditions", "conditions are always strict"),
            Map.entry("storage.use_cache_subfolder_for_item", "Fasti's index lies beside the items"),
            Map.entry("storage.use_cache_subfolder_for_history", "Fasti's index lies beside the items"),
            Map.entry("storage.use_cache_subfolder_for_synctoken", "Fasti's index lies beside the items"),
            Map.entry("storage.use_mtime_and_size_for_item_cache", "this is how Fasti's index works"),
            Map.entry("storage.filesystem_cache_folder", "Fasti's index lies beside the items"),
            Map.entry("storage._filesystem_fsync", "what is acknowledged is always on the disk"),
            Map.entry("storage.folder_umask", "own files are closed to others; the umask of the service does the rest"),
            Map.entry("web.type", "Radicale's web pages are not there"),
            Map.entry("logging.mask_passwords", "passwords are never logged"),
            Map.entry("logging.trace_on_debug", "logging.levels sets each package"),
            Map.entry("logging.trace_filter", "logging.levels sets each package"),
            Map.entry("logging.bad_put_request_content", "contents are never logged"),
            Map.entry("logging.backtrace_on_debug", "logging.levels sets each package"),
            Map.entry("logging.request_header_on_debug", "headers hold credentials and are not logged"),
            Map.entry("logging.request_content_on_debug", "contents are never logged"),
            Map.entry("logging.response_content_on_debug", "contents are never logged"),
            Map.entry("logging.rights_rule_doesnt_match_on_debug", "logging.levels sets each package"),
            Map.entry("logging.storage_cache_actions_on_debug", "logging.levels sets each package"),
            Map.entry("reporting.max_freebusy_occurrence", "bounded in any case"),
            Map.entry("reporting.max_expand_occurrence", "bounded in any case"));

    /** To be done in another way, where they were in use. */
    private static final Map<String, String> INSTEAD = Map.ofEntries(
            Map.entry("auth.uc_username", "letter case counts: log in as the folder is called"),
            Map.entry("rights.permit_overwrite_collection", "owners may"),
            Map.entry("storage.hook", "earlier versions are kept by Fasti itself; fasti backup makes copies"),
            Map.entry("storage.predefined_collections", "who logs in first gets a calendar and an address book"),
            Map.entry("hook.type", "nothing is sent to other services"),
            Map.entry("sharing.type", "share by rights, or by access control lists"));

    private KeyNotes() {}

    /** What is to be said of a key that the translation does not look at. */
    static Fate of(String key, String value) {
        String section = key.substring(0, key.indexOf('.'));
        String reason = NOT_NEEDED.get(key);
        if (reason != null) {
            return Fate.notNeeded(key, reason);
        }
        boolean isOff = OFF.contains(value.toLowerCase(Locale.ROOT));
        if (isOff) {
            return Fate.notNeeded(key, "it is off");
        }
        String instead = INSTEAD.get(key);
        if (instead != null) {
            return Fate.notSupported(key, instead);
        }
        return switch (section) {
            case "headers" -> Fate.notSupported(key, "let the reverse proxy add this header");
            case "sharing", "hook" -> Fate.notSupported(key, "there is nothing like it");
            case "auth" -> otherAuth(key);
            default -> Fate.notSupported(key, "Fasti has no such setting");
        };
    }

    private static Fate otherAuth(String key) {
        if (key.startsWith("auth.ldap_")) {
            return Fate.notSupported(key, "set it under [ldap], see auth.type");
        }
        return Optional.of(key)
                .filter(each -> each.matches("auth\\.(imap|dovecot|pam|oauth2)_.*"))
                .map(each ->
                        Fate.notSupported(each, "belongs to a source of accounts that is not there, see auth.type"))
                .orElseGet(() -> Fate.notSupported(key, "Fasti has no such setting"));
    }
}
