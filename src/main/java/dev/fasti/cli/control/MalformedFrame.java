package dev.fasti.cli.control;

import java.io.IOException;

/** The other side does not keep to the protocol; nothing more of it can be understood. */
final class MalformedFrame extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedFrame(String reason) {
        super("control socket: " + reason);
    }
}
