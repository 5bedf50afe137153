package dev.fasti.auth.htpasswd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Names the accounts of a users file whose passwords whoever gets the file would guess fast. */
public final class WeakHashes {
    /** One guess below it takes some thousandths of a second. */
    private static final int LEAST_BCRYPT_COST = 8;

    private WeakHashes() {}

    /** What is weak, such as {@code an apr1 hash}, by login, in the order of the file. */
    public static Map<String, String> in(Path file, PlainText plainText) throws IOException {
        Map<String, String> weak = new LinkedHashMap<>();
        for (HtpasswdUsers.Account account :
                HtpasswdUsers.parse(Files.readAllBytes(file), plainText).accounts()) {
            weakness(account.hash())
                    .ifPresent(text -> weak.put(account.principal().name(), text));
        }
        return weak;
    }

    private static Optional<String> weakness(PasswordHash hash) {
        if (hash instanceof PlainPassword) {
            return Optional.of("a password in plain text");
        }
        if (hash instanceof Apr1) {
            return Optional.of("an apr1 hash");
        }
        return hash instanceof Bcrypt bcrypt && bcrypt.cost() < LEAST_BCRYPT_COST
                ? Optional.of("a bcrypt hash of cost " + bcrypt.cost())
                : Optional.empty();
    }
}
