package dev.fasti.auth;

/** A change of the users file that cannot be made. The message is one for the person who asked. */
public final class UserException extends Exception {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }
}
