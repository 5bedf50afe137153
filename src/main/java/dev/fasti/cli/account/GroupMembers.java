package dev.fasti.cli.account;

import dev.fasti.auth.group.GroupsEditor;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.login.AccountFiles;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The group that a command is about, with users who come or go, and where groups are. */
final class GroupMembers {
    @Mixin
    private final ConfigOptions options = new ConfigOptions();

    @Parameters(paramLabel = "GROUP", description = GroupCommand.GROUP)
    private String group = "";

    @Parameters(paramLabel = "USER", index = "1..*", arity = "0..*", description = "login names")
    private @Nullable List<String> users;

    String group() throws CommandFailure {
        return Spelling.undamaged(group);
    }

    /** Empty where none are named. */
    List<String> users() throws CommandFailure {
        List<String> named = users == null ? List.of() : users;
        for (String user : named) {
            Spelling.undamaged(user);
        }
        return named;
    }

    GroupsEditor editor(Map<String, String> environment) {
        return new GroupsEditor(AccountFiles.groups(options.read(environment, Map.of())));
    }
}
