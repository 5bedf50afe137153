package dev.fasti.store.file;

import java.io.IOException;

/** Octets that are no {@code .Radicale.props}. The message says what is wrong and nothing of the content. */
final class MalformedProps extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedProps(String message) {
        super(message);
    }
}
