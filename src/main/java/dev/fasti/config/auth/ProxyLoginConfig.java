package dev.fasti.config.auth;

import java.nio.file.Path;

/**
 * How a reverse proxy says who it is.
 *
 * @param header the field with the login
 * @param secretHeader the field with the secret that proves the proxy; empty for none
 * @param secretFile the file with that secret; empty for none
 */
public record ProxyLoginConfig(String header, String secretHeader, Path secretFile) {}
