package dev.fasti.store.file.props;

import java.io.IOException;

/** Octets that are no {@code .Radicale.props}. The message says what is wrong and nothing of the content. */
public final class MalformedProps extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedProps(String message) {
        super(message);
    }
}
