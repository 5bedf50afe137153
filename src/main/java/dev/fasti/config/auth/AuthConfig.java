package dev.fasti.config.auth;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is let in.
 *
 * @param type where accounts come from
 * @param htpasswdFile the users file, read for {@link AuthType#HTPASSWD}; it need not exist
 * @param plainText whether that file may hold passwords as they are
 * @param realm what a client shows when it asks for a password (RFC 9110 section 11.5): printable ASCII without
 *     quotation mark and backslash
 * @param cacheTime how long a verified password is remembered; zero for never
 * @param failedLogins how many failures of one network cost nothing
 * @param failedLoginWait the longest wait after more; zero for none
 * @param appPasswords whether nothing but passwords for single devices logs in
 * @param login what is done to logins before they are looked up
 * @param proxy what counts for {@link AuthType#PROXY}
 * @param ldap what counts for {@link AuthType#LDAP}
 * @param listUsers whether users are told of each other
 */
public record AuthConfig(
        AuthType type,
        Path htpasswdFile,
        PlainTextRule plainText,
        String realm,
        Duration cacheTime,
        int failedLogins,
        Duration failedLoginWait,
        AppPasswordRule appPasswords,
        Set<LoginRule> login,
        ProxyLoginConfig proxy,
        LdapConfig ldap,
        UserListing listUsers) {
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    public AuthConfig {
        login = Set.copyOf(login);
        if (!isRealm(realm)) {
            throw new IllegalArgumentException("not a realm: " + realm);
        }
        if (failedLogins < 1 || failedLoginWait.isNegative()) {
            throw new IllegalArgumentException("not a wait: " + failedLoginWait + " after " + failedLogins);
        }
        if (cacheTime.isNegative()) {
            throw new IllegalArgumentException("cache time " + cacheTime + " is negative");
        }
    }

    /** RFC 9110 section 5.6.2. */
    public static boolean isHeader(String text) {
        return HEADER.matcher(text).matches();
    }

    public static boolean isRealm(String text) {
        return !text.isBlank() && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\');
    }
}
