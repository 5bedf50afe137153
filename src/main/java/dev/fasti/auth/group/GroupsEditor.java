package dev.fasti.auth.group;

import dev.fasti.auth.LoginName;
import dev.fasti.auth.ReplacedFile;
import dev.fasti.auth.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes a groups file: one change at a time on this machine, each whole and durable when its method returns, and every
 * line that is not meant stays octet for octet as it is.
 */
public final class GroupsEditor {
    private final ReplacedFile file;

    /** @param file need not exist; it is made, with its folder, by the first change */
    public GroupsEditor(Path file) {
        this.file = new ReplacedFile(file);
    }

    /** The groups as the file has them now. */
    public Groups groups() throws IOException {
        return Groups.parse(file.read());
    }

    /**
     * Adds members to a group, and makes the group if there is none.
     *
     * @throws UserException if a name cannot be used; nothing is changed
     */
    public void add(String group, List<String> members) throws IOException, UserException {
        requireUsable(group, members);
        file.change(octets -> {
            List<GroupLine> lines = new ArrayList<>(GroupLine.split(octets));
            Optional<GroupLine> there = line(lines, group);
            if (there.isEmpty()) {
                append(lines, GroupLine.of(group, List.copyOf(new LinkedHashSet<>(members)), "\n"));
            } else {
                Set<String> all = new LinkedHashSet<>(there.get().members());
                all.addAll(members);
                replace(lines, there.get(), group, all);
            }
            return GroupLine.join(lines);
        });
    }

    /**
     * Takes members out of a group; the group stays, with nobody in it maybe.
     *
     * @throws UserException if there is no such group, or one of them is not in it; nothing is changed
     */
    public void remove(String group, List<String> members) throws IOException, UserException {
        file.change(octets -> {
            List<GroupLine> lines = new ArrayList<>(GroupLine.split(octets));
            GroupLine there = require(lines, group);
            Set<String> all = new LinkedHashSet<>(there.members());
            for (String member : members) {
                if (!all.remove(member)) {
                    throw new UserException(member + " is not in group " + group);
                }
            }
            replace(lines, there, group, all);
            return GroupLine.join(lines);
        });
    }

    /**
     * Removes a group: every line that has its name, so that none comes to life by it.
     *
     * @throws UserException if there is no such group; nothing is changed
     */
    public void remove(String group) throws IOException, UserException {
        file.change(octets -> {
            List<GroupLine> lines = new ArrayList<>(GroupLine.split(octets));
            require(lines, group);
            lines.removeIf(line -> line.isOf(group));
            return GroupLine.join(lines);
        });
    }

    private static void requireUsable(String group, List<String> members) throws UserException {
        String refusal = Groups.refusal(group).orElse("");
        if (!refusal.isEmpty()) {
            throw new UserException("this name of a group cannot be used: " + refusal);
        }
        for (String member : members) {
            String problem = member.indexOf(',') >= 0
                    ? "a name with a comma cannot stand in a list"
                    : LoginName.refusal(member).orElse("");
            if (!problem.isEmpty()) {
                throw new UserException("this member cannot be used: " + problem);
            }
        }
    }

    private static Optional<GroupLine> line(List<GroupLine> lines, String group) {
        return lines.stream().filter(line -> line.isOf(group)).findFirst();
    }

    private static GroupLine require(List<GroupLine> lines, String group) throws UserException {
        Optional<GroupLine> there = line(lines, group);
        if (there.isEmpty()) {
            throw new UserException("there is no group " + group);
        }
        return there.get();
    }

    private static void replace(List<GroupLine> lines, GroupLine old, String group, Set<String> members) {
        lines.set(lines.indexOf(old), GroupLine.of(group, List.copyOf(members), old.end()));
    }

    private static void append(List<GroupLine> lines, GroupLine line) {
        if (!lines.isEmpty()) {
            int last = lines.size() - 1;
            GroupLine before = lines.get(last);
            lines.set(last, new GroupLine(before.latin(), before.end().isEmpty() ? "\n" : before.end()));
        }
        lines.add(line);
    }
}
