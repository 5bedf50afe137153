package dev.fasti.cli.account;

import dev.fasti.auth.UserException;
import dev.fasti.auth.group.Groups;
import dev.fasti.auth.group.GroupsEditor;
import dev.fasti.cli.frame.CommandFailure;
import dev.fasti.cli.frame.ConfigOptions;
import dev.fasti.cli.frame.ExitCode;
import dev.fasti.cli.frame.Terminal;
import dev.fasti.cli.login.AccountFiles;
import dev.fasti.config.Config;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fasti group}: the groups in the groups file. A running server sees each change by itself. */
@Command(
        name = "group",
        mixinStandardHelpOptions = true,
        description =
                "Makes, fills, lists and removes groups of users, who can be granted something together. A running"
                        + " server needs no restart.")
public final class GroupCommand {
    static final String GROUP = "the group's name; letter case counts";

    private final Terminal terminal;

    public GroupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description = "Adds users to a group, and makes the group if there is none.")
    int add(@Mixin GroupMembers members) throws IOException, UserException, CommandFailure {
        GroupsEditor editor = members.editor(terminal.environment());
        String group = members.group();
        editor.add(group, members.users());
        terminal.out().println("group " + group + ": " + listed(editor.groups(), group));
        return ExitCode.DONE;
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Takes users out of a group, or removes the group where none are named.")
    int remove(@Mixin GroupMembers members) throws IOException, UserException, CommandFailure {
        GroupsEditor editor = members.editor(terminal.environment());
        String group = members.group();
        List<String> users = members.users();
        if (users.isEmpty()) {
            editor.remove(group);
            terminal.out().println("group " + group + " removed");
        } else {
            editor.remove(group, users);
            terminal.out().println("group " + group + ": " + listed(editor.groups(), group));
        }
        return ExitCode.DONE;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the groups with their members, one a line, as the file has them.")
    int list(@Mixin ConfigOptions options) throws IOException {
        Path file = file(options);
        Groups groups = new GroupsEditor(file).groups();
        groups.names().forEach(name -> terminal.out().println(name + ": " + listed(groups, name)));
        groups.problems()
                .forEach(problem ->
                        terminal.err().println(file + ":" + problem.line() + ": skipped: " + problem.reason()));
        return ExitCode.DONE;
    }

    @Command(name = "members", mixinStandardHelpOptions = true, description = "Lists a group's members, one a line.")
    int members(@Mixin ConfigOptions options, @Parameters(paramLabel = "GROUP", description = GROUP) String group)
            throws IOException, CommandFailure {
        new GroupsEditor(file(options))
                .groups()
                .membersOf(Spelling.undamaged(group))
                .orElseThrow(() -> new CommandFailure("there is no group " + group))
                .forEach(member -> terminal.out().println(member.name()));
        return ExitCode.DONE;
    }

    private static String listed(Groups groups, String group) {
        return String.join(
                ", ",
                groups.membersOf(group).orElseThrow().stream()
                        .map(member -> member.name())
                        .toList());
    }

    private Path file(ConfigOptions options) {
        Config config = options.read(terminal.environment(), Map.of());
        return AccountFiles.groups(config);
    }
}
