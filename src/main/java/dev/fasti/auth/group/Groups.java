package dev.fasti.auth.group;

import dev.fasti.auth.FileProblem;
import dev.fasti.auth.LoginName;
import dev.fasti.store.path.Principal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The groups of a groups file at one moment.
 *
 * <p>A line is {@code name: login, login}, in UTF-8; white space around names says nothing. Blank lines and those that
 * start with {@code #} are passed over. The first line of a group counts. A group is named as an account may be, without
 * a comma. What cannot be used is a {@link FileProblem}: a name in a list is left out alone, without the rest of its
 * line.
 */
public final class Groups {
    /** There is no group. */
    public static final Groups NONE = new Groups(new LinkedHashMap<>(), List.of());

    /** More lines than that are no file of groups. */
    static final int MOST_LINES = 100_000;

    private static final String BYTE_ORDER_MARK = "\ufeff";
    private static final Set<String> NO_GROUPS = Set.of();

    private final Map<String, Set<Principal>> members;
    private final Map<Principal, Set<String>> groups = new HashMap<>();
    private final List<FileProblem> problems;

    private Groups(Map<String, Set<Principal>> members, List<FileProblem> problems) {
        this.members = Collections.unmodifiableMap(members);
        this.problems = List.copyOf(problems);
        members.forEach((group, inside) -> inside.forEach(
                who -> groups.computeIfAbsent(who, each -> new TreeSet<>()).add(group)));
        groups.replaceAll((who, names) -> Set.copyOf(names));
    }

    /** Reads the octets of a file; whatever they are. */
    public static Groups parse(byte[] octets) {
        Map<String, Set<Principal>> members = new LinkedHashMap<>();
        List<FileProblem> problems = new ArrayList<>();
        int number = 0;
        for (GroupLine line : GroupLine.split(octets)) {
            number++;
            if (number > MOST_LINES) {
                problems.add(
                        new FileProblem(number, "a file has " + MOST_LINES + " lines at most; the rest is left out"));
                break;
            }
            if (line.isGroup()) {
                take(line, number, members, problems);
            }
        }
        return new Groups(members, problems);
    }

    private static void take(
            GroupLine line, int number, Map<String, Set<Principal>> members, List<FileProblem> problems) {
        Optional<String> name = line.name();
        Optional<String> refusal = name.isEmpty() ? Optional.of("no colon after a name") : refusal(name.get());
        if (refusal.isPresent() || !isUtf8(line)) {
            problems.add(new FileProblem(number, refusal.orElse("not UTF-8")));
            return;
        }
        Set<Principal> inside = new LinkedHashSet<>();
        for (String login : line.members()) {
            LoginName.refusal(login)
                    .ifPresentOrElse(
                            reason -> problems.add(new FileProblem(number, "a member that can be no login: " + reason)),
                            () -> inside.add(new Principal(login)));
        }
        if (members.putIfAbsent(name.orElseThrow(), Collections.unmodifiableSet(inside)) != null) {
            problems.add(new FileProblem(number, "a group that an earlier line has; the earlier one counts"));
        }
    }

    private static boolean isUtf8(GroupLine line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line.octets()));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Why a name can be no group's, in words that do not repeat it; empty if it can. */
    public static Optional<String> refusal(String group) {
        if (group.indexOf(',') >= 0) {
            return Optional.of("a group's name holds a comma");
        }
        return group.startsWith(BYTE_ORDER_MARK)
                ? Optional.of("a group's name starts with a byte order mark")
                : LoginName.refusal(group);
    }

    /** The names of the groups, in the order of the file. */
    public Set<String> names() {
        return members.keySet();
    }

    /** The members of a group, in the order of the file; empty if there is no such group. */
    public Optional<Set<Principal>> membersOf(String group) {
        return Optional.ofNullable(members.get(group));
    }

    /** The groups that somebody is in. */
    public Set<String> groupsOf(Principal who) {
        return groups.getOrDefault(who, NO_GROUPS);
    }

    /** What was left out, by line. */
    public List<FileProblem> problems() {
        return problems;
    }
}
