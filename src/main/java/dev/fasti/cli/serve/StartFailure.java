package dev.fasti.cli.serve;

import dev.fasti.cli.frame.ExitCode;
import dev.fasti.config.Config;
import dev.fasti.http.tls.BadTlsFile;
import dev.fasti.machine.CannotListen;
import dev.fasti.machine.Reason;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.file.datafolder.StoreLocked;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * Why a server does not start.
 *
 * @param line says what is wrong, and what to do against it
 * @param exitCode {@link ExitCode#WRONG_CONFIGURATION} for what stays wrong until somebody changes it, so that whoever
 *     watches the process does not try again
 */
record StartFailure(String line, int exitCode) {
    /** What Java calls a user that has a number only, as in a container. */
    private static final String UNNAMED = "?";

    static StartFailure of(Exception failure, Config config) {
        if (failure instanceof CannotListen cannot) {
            return listening(cannot, config);
        }
        if (failure instanceof StoreLocked) {
            String line = failure.getMessage() + "; end that one, or name another folder (storage.data, --data)";
            return new StartFailure(line, ExitCode.FAILURE);
        }
        if (failure instanceof StoreException.Full) {
            return new StartFailure(failure.getMessage() + "; make room", ExitCode.FAILURE);
        }
        if (failure instanceof StoreException && failure.getCause() instanceof IOException cause) {
            return folder(cause, config.storage().data());
        }
        int code = failure instanceof BadTlsFile ? ExitCode.WRONG_CONFIGURATION : ExitCode.FAILURE;
        return new StartFailure(String.valueOf(failure.getMessage()), code);
    }

    private static StartFailure listening(CannotListen cannot, Config config) {
        String key = "server.";
        if (cannot.port() == config.admin().port()
                && cannot.host().equals(config.admin().host())) {
            key = "admin.";
        } else if (cannot.port() == config.tls().redirectPort()) {
            key = "tls.redirect_";
        }
        String host = (key.startsWith("tls") ? "server." : key) + "host";
        String advice = switch (cannot.obstacle()) {
            case TAKEN -> "end it (ss -ltnp names it), or set " + key + "port to another";
            case NOT_HERE, UNKNOWN_NAME -> "set " + host + " to one that it has, 0.0.0.0 for all";
            case FORBIDDEN -> "set " + key + "port to one from 1024 on, or give the process CAP_NET_BIND_SERVICE";
            case OTHER -> "see " + host + " and " + key + "port";
        };
        boolean mayPass = cannot.obstacle() != CannotListen.Obstacle.FORBIDDEN;
        return new StartFailure(
                cannot.getMessage() + "; " + advice, mayPass ? ExitCode.FAILURE : ExitCode.WRONG_CONFIGURATION);
    }

    private static StartFailure folder(IOException cause, Path data) {
        String reason = Reason.of(cause);
        Path place = data.toAbsolutePath().normalize();
        if (cause instanceof FileSystemException file && file.getFile() != null) {
            Path found = Path.of(file.getFile()).toAbsolutePath().normalize();
            reason = found.equals(place) ? reason : found + ": " + reason;
        }
        String advice = advice(cause);
        return new StartFailure(
                "the data folder " + place + " cannot be used: " + reason + (advice.isEmpty() ? "" : "; " + advice),
                advice.isEmpty() ? ExitCode.FAILURE : ExitCode.WRONG_CONFIGURATION);
    }

    /** Whom Java calls by this name. */
    static String user(String name) {
        return name.equals(UNNAMED) ? "the user that Fasti runs as" : "the user " + name;
    }

    /** What to do against something that does not pass by itself; empty for anything else. */
    private static String advice(IOException cause) {
        String reason = Reason.of(cause);
        if (cause instanceof AccessDeniedException || reason.equals("Operation not permitted")) {
            return "give it, and all that is in it, to " + user(System.getProperty("user.name", UNNAMED))
                    + ", or name another one (storage.data, --data)";
        }
        if (cause instanceof FileAlreadyExistsException || reason.equals("Not a directory")) {
            return "name another one (storage.data, --data)";
        }
        return reason.equals("Read-only file system") ? "mount it so that it can be written" : "";
    }
}
