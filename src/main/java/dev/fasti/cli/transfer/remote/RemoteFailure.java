package dev.fasti.cli.transfer.remote;

import java.io.IOException;

/** Another server did not do what was asked of it. The message is for the person who asked. */
public final class RemoteFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param status of the answer; 0 if there was none that counts */
    RemoteFailure(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
