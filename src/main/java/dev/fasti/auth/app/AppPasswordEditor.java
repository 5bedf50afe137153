package dev.fasti.auth.app;

import dev.fasti.acl.Scope;
import dev.fasti.auth.LoginName;
import dev.fasti.auth.ReplacedFile;
import dev.fasti.auth.UserException;
import dev.fasti.store.path.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes a file of app passwords: one change at a time on this machine, each whole and durable when its method returns,
 * and every line that is not meant stays octet for octet as it is.
 */
public final class AppPasswordEditor {
    private final ReplacedFile file;
    private final Clock clock;

    /** @param file need not exist; it is made, with its folder, by the first change */
    public AppPasswordEditor(Path file, Clock clock) {
        this.file = new ReplacedFile(file);
        this.clock = clock;
    }

    /** The app passwords as the file has them now. */
    public AppPasswordTable table() throws IOException {
        return AppPasswordTable.parse(file.read());
    }

    /**
     * Makes one.
     *
     * @param expires from when on it is good for nothing; null for never
     * @return the secret, which is kept nowhere
     * @throws UserException if the user has one with this name, or a name cannot be used; nothing is changed
     */
    public String add(String login, String name, Scope scope, @Nullable Instant expires)
            throws IOException, UserException {
        String refusal = LoginName.refusal(login).orElse("");
        if (!refusal.isEmpty()) {
            throw new UserException("this login cannot be used: " + refusal);
        }
        if (!AppPassword.isName(name)) {
            throw new UserException("a name has 1 to " + AppPassword.LONGEST_NAME
                    + " characters, none of control, and no white space at its ends");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        if (expires != null && !now.isBefore(expires)) {
            throw new UserException("that is over already: " + expires);
        }
        Principal who = new Principal(login);
        AppSecret secret = AppSecret.make();
        AppPassword password = new AppPassword(who, name, secret.digest(who), now, expires, scope);
        file.change(octets -> {
            if (AppPasswordTable.parse(octets).all().stream().anyMatch(each -> isNamed(each, login, name))) {
                throw new UserException(login + " has an app password " + name + " already");
            }
            List<String> lines = new ArrayList<>(AppPasswordTable.lines(octets));
            lines.add(new String(
                    AppPasswordLine.write(password).getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            return octets(lines);
        });
        return secret.shown();
    }

    /**
     * Ends one.
     *
     * @throws UserException if the user has none with this name; nothing is changed
     */
    public void revoke(String login, String name) throws IOException, UserException {
        file.change(octets -> {
            List<String> lines = new ArrayList<>(AppPasswordTable.lines(octets));
            if (!lines.removeIf(line -> isLineOf(line, login, name))) {
                throw new UserException(login + " has no app password " + name);
            }
            return octets(lines);
        });
    }

    private static boolean isLineOf(String line, String login, String name) {
        return AppPasswordTable.parse(line.getBytes(StandardCharsets.ISO_8859_1)).all().stream()
                .anyMatch(each -> isNamed(each, login, name));
    }

    private static boolean isNamed(AppPassword password, String login, String name) {
        return password.who().name().equals(login) && password.name().equals(name);
    }

    private static byte[] octets(List<String> lines) {
        StringBuilder whole = new StringBuilder();
        lines.forEach(line -> whole.append(line).append('\n'));
        return whole.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
