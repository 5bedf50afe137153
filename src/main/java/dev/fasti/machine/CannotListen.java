package dev.fasti.machine;

import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.UnresolvedAddressException;

/** An address and port that cannot be listened on; the message says which and why, in words. */
public final class CannotListen extends IOException {
    private static final long serialVersionUID = 1;

    /** What is in the way. */
    public enum Obstacle {
        /** Another program listens there. */
        TAKEN,
        /** The machine has no such address. */
        NOT_HERE,
        /** The name of the host leads to no address. */
        UNKNOWN_NAME,
        /** This user may not. */
        FORBIDDEN,
        OTHER
    }

    private final String host;
    private final int port;
    private final Obstacle obstacle;

    private CannotListen(String host, int port, Obstacle obstacle, String message, Throwable cause) {
        super(message, cause);
        this.host = host;
        this.port = port;
        this.obstacle = obstacle;
    }

    /** Understands the failure of a listener, whatever it is wrapped in. */
    public static CannotListen at(String host, int port, Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null
                && !(cause instanceof SocketException)
                && !(cause instanceof UnresolvedAddressException)) {
            cause = cause.getCause();
        }
        Obstacle obstacle = obstacle(cause);
        String message = switch (obstacle) {
            case TAKEN -> "port " + port + " of " + host + " is taken by another program";
            case NOT_HERE -> "this machine has no address " + host;
            case UNKNOWN_NAME -> "the name " + host + " has no address";
            case FORBIDDEN -> "this user may not listen on port " + port;
            case OTHER -> host + ", port " + port + ", cannot be listened on: " + cause.getMessage();
        };
        return new CannotListen(host, port, obstacle, message, failure);
    }

    private static Obstacle obstacle(Throwable cause) {
        if (cause instanceof UnresolvedAddressException) {
            return Obstacle.UNKNOWN_NAME;
        }
        String text = String.valueOf(cause.getMessage());
        if (text.contains("in use")) {
            return Obstacle.TAKEN;
        }
        if (text.contains("assign requested address")) {
            return Obstacle.NOT_HERE;
        }
        return text.contains("ermission denied") ? Obstacle.FORBIDDEN : Obstacle.OTHER;
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public Obstacle obstacle() {
        return obstacle;
    }
}
