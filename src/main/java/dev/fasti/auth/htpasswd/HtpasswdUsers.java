package dev.fasti.auth.htpasswd;

import dev.fasti.auth.FileProblem;
import dev.fasti.auth.LoginName;
import dev.fasti.store.path.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The accounts of an htpasswd file at one moment.
 *
 * <p>A line is {@code login:hash} in UTF-8. Blank lines and those that start with {@code #} are passed over. The first
 * line of a login counts. What else cannot be used is a {@link FileProblem}.
 */
final class HtpasswdUsers {
    /** @param text the hash as the file has it, which changes whenever the password does */
    record Account(Principal principal, String text, PasswordHash hash) {}

    static final HtpasswdUsers NONE = new HtpasswdUsers(Map.of(), List.of());

    private final Map<String, Account> accounts;
    private final List<Account> inOrder;
    private final List<FileProblem> problems;

    private HtpasswdUsers(Map<String, Account> accounts, List<FileProblem> problems) {
        this.accounts = accounts;
        this.inOrder = List.copyOf(accounts.values());
        this.problems = List.copyOf(problems);
    }

    static HtpasswdUsers parse(byte[] octets, PlainText plainText) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        List<FileProblem> problems = new ArrayList<>();
        int number = 0;
        for (HtpasswdLine line : HtpasswdLine.split(octets)) {
            number++;
            if (!line.isAccount()) {
                continue;
            }
            try {
                Account account = account(line, plainText);
                if (accounts.putIfAbsent(account.principal().name(), account) != null) {
                    problems.add(new FileProblem(number, "a login that an earlier line has; the earlier one counts"));
                }
            } catch (HashRefused e) {
                problems.add(new FileProblem(number, e.reason()));
            }
        }
        return new HtpasswdUsers(accounts, problems);
    }

    private static Account account(HtpasswdLine line, PlainText plainText) {
        String text = utf8(line.content());
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new HashRefused("no colon between login and hash");
        }
        String login = text.substring(0, colon);
        LoginName.refusal(login).ifPresent(reason -> {
            throw new HashRefused(reason);
        });
        String hash = text.substring(colon + 1);
        String bare = hash.startsWith("$") ? hash.strip() : hash;
        return new Account(new Principal(login), bare, PasswordHash.parse(bare, plainText));
    }

    private static String utf8(byte[] octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new HashRefused("not UTF-8");
        }
    }

    Optional<Account> account(String login) {
        return Optional.ofNullable(accounts.get(login));
    }

    /** The accounts in the order of the file. */
    List<Account> accounts() {
        return inOrder;
    }

    List<FileProblem> problems() {
        return problems;
    }
}
