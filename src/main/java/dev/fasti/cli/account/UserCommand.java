package dev.fasti.cli.account;

import dev.fasti.auth.UserException;
import dev.fasti.auth.htpasswd.HtpasswdEditor;
import dev.fasti.auth.htpasswd.PlainText;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.login.AccountFiles;
import dev.fasti.config.Config;
import dev.fasti.config.auth.AuthConfig;
import dev.fasti.config.auth.AuthType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fasti user}: the accounts in the htpasswd file. A running server sees each change by itself. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Adds, lists, changes and removes users. A running server needs no restart.")
public final class UserCommand {
    private final Terminal terminal;

    public UserCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds a user. The password is asked for, or is the first line of standard input where there"
                    + " is no terminal.")
    int add(@Mixin NamedUser user) throws IOException, UserException, CommandFailure {
        Config config = user.config(terminal.environment());
        HtpasswdEditor editor = editor(config);
        String name = user.name();
        Path data = config.storage().data();
        boolean isNew = Files.notExists(data);
        editor.requireFree(name);
        editor.add(name, terminal.passwords().newPassword(name));
        terminal.out().println("user " + name + " added");
        if (isNew && Files.exists(data)) {
            terminal.err()
                    .println(
                            data.toAbsolutePath().normalize()
                                    + " did not exist: start the server on it, or name the server's own (storage.data, --data)");
        }
        return ExitCode.DONE;
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the users, one a line.")
    int list(@Mixin ConfigOptions options) throws IOException, CommandFailure {
        Config config = options.read(terminal.environment(), Map.of());
        AuthConfig auth = config.auth();
        PlainText plainText = AccountFiles.plainText(auth);
        HtpasswdEditor editor = editor(config);
        if (!Files.exists(auth.htpasswdFile())) {
            terminal.err().println(auth.htpasswdFile() + ": no such file, so nobody can log in");
        }
        editor.logins(plainText).forEach(terminal.out()::println);
        editor.problems(plainText).forEach(problem -> terminal.err().println(auth.htpasswdFile() + ":" + problem));
        return ExitCode.DONE;
    }

    @Command(
            name = "passwd",
            mixinStandardHelpOptions = true,
            description = "Gives a user another password. It is asked for, or is the first line of standard input where"
                    + " there is no terminal.")
    int passwd(@Mixin NamedUser user) throws IOException, UserException, CommandFailure {
        HtpasswdEditor editor = editor(user.config(terminal.environment()));
        String name = user.name();
        editor.requirePresent(name);
        editor.changePassword(name, terminal.passwords().newPassword(name));
        terminal.out().println("password of user " + name + " changed");
        return ExitCode.DONE;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes a user, who cannot log in any more. Calendars and contacts stay where they are.")
    int remove(@Mixin NamedUser user) throws IOException, UserException, CommandFailure {
        Config config = user.config(terminal.environment());
        HtpasswdEditor editor = editor(config);
        String name = user.name();
        editor.remove(name);
        terminal.out()
                .println("user " + name + " removed; calendars and contacts stay in "
                        + config.storage().data());
        return ExitCode.DONE;
    }

    /** Where accounts are elsewhere, a users file would let nobody in. */
    private static HtpasswdEditor editor(Config config) throws CommandFailure {
        AuthType type = config.auth().type();
        if (type == AuthType.LDAP || type == AuthType.PROXY) {
            throw new CommandFailure("accounts do not come from a users file here: auth.type is \""
                    + type.name().toLowerCase(Locale.ROOT) + "\", so add and change them there");
        }
        return new HtpasswdEditor(config.auth().htpasswdFile());
    }
}
