package dev.fasti.cli.login;

import dev.fasti.auth.htpasswd.PlainText;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.PlainTextRule;
import java.nio.file.Path;

/** Where accounts and what belongs to them lie in a data folder, and how they are read. */
public final class AccountFiles {
    private AccountFiles() {}

    /** Whether passwords may stand in the htpasswd file as they are. */
    public static PlainText plainText(AuthConfig auth) {
        return auth.plainText() == PlainTextRule.ALLOW ? PlainText.ALLOWED : PlainText.REFUSED;
    }

    /** Where the app passwords are. */
    public static Path appPasswords(Config config) {
        return own(config).resolve("app-passwords");
    }

    /** Where their last uses are. */
    public static Path appPasswordUses(Config config) {
        return own(config).resolve("app-password-uses");
    }

    /** Where the groups are. */
    public static Path groups(Config config) {
        return own(config).resolve("groups");
    }

    private static Path own(Config config) {
        return config.storage().data().resolve("fasti");
    }
}
