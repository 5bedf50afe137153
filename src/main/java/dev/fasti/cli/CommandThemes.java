package dev.fasti.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The list of commands in {@code fasti --help}: by theme, each on one line. */
final class CommandThemes {
    private static final List<Theme> THEMES = List.of(
            new Theme("The server:")
                    .with("serve", "Runs it, as fasti does without a command")
                    .with("status", "Tells whether it runs, and where")
                    .with("health", "Tells whether it can do its work, for scripts")
                    .with("check-config", "Checks the configuration, and starts nothing")
                    .with("doctor", "Looks for what is wrong, and says what to do")
                    .with("warmup", "Makes later starts faster"),
            new Theme("Users:")
                    .with("user", "Adds, lists, changes and removes users")
                    .with("app-password", "Makes, lists and revokes passwords for single devices")
                    .with("group", "Makes, fills, lists and removes groups of users")
                    .with("share", "Shares calendars and address books with others"),
            new Theme("What they keep:")
                    .with("history", "Tells what was changed and deleted, and brings it back")
                    .with("verify", "Names what cannot be read or is damaged, and repairs it")
                    .with("backup", "Writes everything to an archive, while the server runs")
                    .with("restore", "Brings back what an archive holds, or a part of it"),
            new Theme("From and to elsewhere:")
                    .with("import", "Takes in files, a Radicale folder or an account elsewhere")
                    .with("export", "Writes calendars to .ics and address books to .vcf files")
                    .with("migrate", "Comes over from another server, with its configuration")
                    .with("completion", "Prints a script by which bash and zsh complete commands"));

    private CommandThemes() {}

    /** Commands of one kind, in the order in which they are needed. */
    private record Theme(String title, Map<String, String> lines) {
        Theme(String title) {
            this(title, Map.of());
        }

        Theme with(String command, String line) {
            Map<String, String> more = new LinkedHashMap<>(lines);
            more.put(command, line);
            return new Theme(title, Collections.unmodifiableMap(more));
        }
    }

    /** Lists the commands of the whole program in this way. */
    static void list(CommandLine fasti) {
        fasti.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING);
        fasti.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandThemes::render);
    }

    private static String render(Help help) {
        List<String> rest = new ArrayList<>(help.subcommands().keySet());
        StringBuilder text = new StringBuilder();
        for (Theme theme : THEMES) {
            text.append(System.lineSeparator()).append(theme.title()).append(System.lineSeparator());
            theme.lines().forEach((command, line) -> {
                if (rest.remove(command)) {
                    text.append(line(command, line));
                }
            });
        }
        // One that has come since, rather than none.
        rest.forEach(command -> text.append(line(command, "")));
        return text.toString();
    }

    private static String line(String command, String line) {
        return String.format(Locale.ROOT, "  %-12s  %s%n", command, line);
    }
}
