package dev.fasti.auth;

import java.time.Duration;

/** A login that was neither right nor wrong, because it was not looked at: it may be tried again after a time. */
public final class LoginPostponed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why it was not looked at. */
    public enum Reason {
        /** Too many wrong ones came before it. */
        TOO_MANY_FAILURES,
        /** Too many others are being looked at. */
        BUSY,
        /** What knows the accounts cannot be reached. */
        UNREACHABLE
    }

    private final Reason reason;
    private final Duration wait;

    /** @param wait after which it may be tried again */
    public LoginPostponed(Reason reason, Duration wait) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.wait = wait;
    }

    public Reason reason() {
        return reason;
    }

    public Duration waitTime() {
        return wait;
    }
}
