package dev.fasti.config;

/**
 * What operators get to see, and where.
 *
 * @param host the address of the listener apart
 * @param port its port; 0 for none
 * @param onMainPort what is answered on the port of the clients
 * @param minFreeSpace bytes of free disk below which the server is not ready
 */
public record AdminConfig(String host, int port, AdminPaths onMainPort, long minFreeSpace) {
    public AdminConfig {
        if (!ServerConfig.isHost(host) || port < 0 || port > 65535 || minFreeSpace < 0) {
            throw new IllegalArgumentException("not a place to listen, or no space: " + host + " " + port);
        }
    }
}
