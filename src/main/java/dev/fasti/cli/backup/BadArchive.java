package dev.fasti.cli.backup;

import java.io.IOException;

/** An archive that is not a whole backup. */
public final class BadArchive extends IOException {
    private static final long serialVersionUID = 1L;

    BadArchive(String message) {
        super(message);
    }
}
