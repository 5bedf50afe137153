package dev.fasti.auth;

import java.net.InetAddress;

/**
 * Somebody's try to log in.
 *
 * @param login as the client sent it, decoded; any text
 * @param password as the client sent it, decoded; any text
 * @param from the client's address, trusted proxies heard
 * @param client what the client says it is; may be empty
 */
public record Attempt(String login, String password, InetAddress from, String client) {
    /** Says nothing of the password. */
    @Override
    public String toString() {
        return "Attempt[" + from.getHostAddress() + "]";
    }
}
