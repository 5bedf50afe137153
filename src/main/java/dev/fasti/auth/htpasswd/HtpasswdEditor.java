package dev.fasti.auth.htpasswd;

import dev.fasti.auth.LoginName;
import dev.fasti.auth.ReplacedFile;
import dev.fasti.auth.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes an htpasswd file: one change at a time on this machine, each whole and durable when its method returns, and
 * every line that is not meant stays octet for octet as it is. Passwords are written as bcrypt.
 */
public final class HtpasswdEditor {
    private final ReplacedFile file;

    /** @param file need not exist; it is made, with its folder, by the first change */
    public HtpasswdEditor(Path file) {
        this.file = new ReplacedFile(file);
    }

    /** The logins that can be used, in the order of the file; none if there is no file. */
    public List<String> logins(PlainText plainText) throws IOException {
        return HtpasswdUsers.parse(file.read(), plainText).accounts().stream()
                .map(account -> account.principal().name())
                .toList();
    }

    /** What is wrong with the file, a text such as {@code 3: a malformed bcrypt hash} for each line that is skipped. */
    public List<String> problems(PlainText plainText) throws IOException {
        return HtpasswdUsers.parse(file.read(), plainText).problems().stream()
                .map(problem -> problem.line() + ": " + problem.reason())
                .toList();
    }

    /**
     * Adds an account.
     *
     * @throws UserException if there is one with this login, or the login or the password cannot be used; nothing is
     *     changed
     */
    public void add(String login, String password) throws IOException, UserException {
        requireFree(file.read(), login);
        HtpasswdLine line = HtpasswdLine.of(login, Bcrypt.of(usable(password)), "\n");
        file.change(octets -> {
            List<HtpasswdLine> lines = requireFree(octets, login);
            if (!lines.isEmpty()) {
                int last = lines.size() - 1;
                HtpasswdLine before = lines.get(last);
                lines.set(last, new HtpasswdLine(before.text(), before.end().isEmpty() ? "\n" : before.end()));
            }
            lines.add(line);
            return HtpasswdLine.join(lines);
        });
    }

    private static List<HtpasswdLine> requireFree(byte[] octets, String login) throws UserException {
        String refusal = LoginName.refusal(login).orElse("");
        if (!refusal.isEmpty()) {
            throw new UserException("this name cannot be used: " + refusal);
        }
        List<HtpasswdLine> lines = new ArrayList<>(HtpasswdLine.split(octets));
        if (lines.stream().anyMatch(line -> line.isFor(login))) {
            throw new UserException("user " + login + " exists already");
        }
        return lines;
    }

    /**
     * Gives an account another password.
     *
     * @throws UserException if there is no account with this login, or the password cannot be used; nothing is changed
     */
    public void changePassword(String login, String password) throws IOException, UserException {
        requirePresent(file.read(), login);
        Bcrypt hash = Bcrypt.of(usable(password));
        file.change(octets -> {
            List<HtpasswdLine> lines = requirePresent(octets, login);
            HtpasswdLine first =
                    lines.stream().filter(line -> line.isFor(login)).findFirst().orElseThrow();
            lines.set(lines.indexOf(first), HtpasswdLine.of(login, hash, first.end()));
            return HtpasswdLine.join(lines);
        });
    }

    /**
     * Removes an account: every line that has the login, so that none comes to life by it.
     *
     * @throws UserException if there is no account with this login; nothing is changed
     */
    public void remove(String login) throws IOException, UserException {
        file.change(octets -> {
            List<HtpasswdLine> lines = requirePresent(octets, login);
            lines.removeIf(line -> line.isFor(login));
            return HtpasswdLine.join(lines);
        });
    }

    /**
     * Checks that {@code login} has an account.
     *
     * @throws UserException if it has none
     */
    public void requirePresent(String login) throws IOException, UserException {
        requirePresent(file.read(), login);
    }

    /**
     * Checks that {@code login} can be added.
     *
     * @throws UserException if it cannot
     */
    public void requireFree(String login) throws IOException, UserException {
        requireFree(file.read(), login);
    }

    private static List<HtpasswdLine> requirePresent(byte[] octets, String login) throws UserException {
        List<HtpasswdLine> lines = new ArrayList<>(HtpasswdLine.split(octets));
        if (lines.stream().noneMatch(line -> line.isFor(login))) {
            throw new UserException("there is no user " + login);
        }
        return lines;
    }

    private static byte[] usable(String password) throws UserException {
        byte[] octets = password.getBytes(StandardCharsets.UTF_8);
        if (octets.length == 0) {
            throw new UserException("the password is empty");
        }
        if (octets.length > Bcrypt.LENGTH) {
            throw new UserException("the password is longer than " + Bcrypt.LENGTH
                    + " bytes, and bcrypt would ignore the rest; use a shorter one");
        }
        // RFC 7617 section 2
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw new UserException("the password holds a control character, which no client can send");
        }
        return octets;
    }
}
