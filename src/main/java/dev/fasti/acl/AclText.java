package dev.fasti.acl;

import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.Principal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The stored form of an access control list: one line an entry, such as {@code read,write user bob}.
 *
 * <p>A line is the privileges, whom they are granted to, and, for {@code user} and {@code group}, the name, which is
 * the rest of the line: no name holds a control character.
 */
public final class AclText {
    private static final String USER = "user";
    private static final String GROUP = "group";
    private static final Map<String, Grantee> NAMELESS = Map.of(
            "owner", new Grantee.Owner(),
            "authenticated", new Grantee.Authenticated(),
            "unauthenticated", new Grantee.Unauthenticated(),
            "all", new Grantee.Everybody());
    private static final Map<String, Privilege> PRIVILEGES = privileges();

    private AclText() {}

    /** Writes a list. */
    public static String write(Acl acl) {
        return acl.entries().stream().map(AclText::line).collect(Collectors.joining("\n"));
    }

    /**
     * Reads a list. What this version cannot make sense of grants nothing, so that damage never opens anything: a line
     * is left out whole, an unknown privilege alone. Of two lines about one grantee both count.
     */
    public static Acl read(String text) {
        Map<Grantee, Set<Privilege>> granted = new HashMap<>();
        List<Grantee> order = new ArrayList<>();
        text.lines()
                .forEach(line -> entry(line).ifPresent(entry -> {
                    if (!granted.containsKey(entry.grantee())) {
                        order.add(entry.grantee());
                    }
                    granted.computeIfAbsent(entry.grantee(), grantee -> EnumSet.noneOf(Privilege.class))
                            .addAll(entry.privileges());
                }));
        return new Acl(order.stream()
                .map(grantee -> new Ace(grantee, granted.getOrDefault(grantee, Set.of())))
                .toList());
    }

    private static Optional<Ace> entry(String line) {
        String[] parts = line.split(" ", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        Set<Privilege> privileges = EnumSet.noneOf(Privilege.class);
        for (String name : parts[0].split(",")) {
            Optional.ofNullable(PRIVILEGES.get(name)).ifPresent(privileges::add);
        }
        return privileges.isEmpty()
                ? Optional.empty()
                : grantee(parts[1], parts.length == 3 ? parts[2] : "").map(grantee -> new Ace(grantee, privileges));
    }

    private static Optional<Grantee> grantee(String kind, String name) {
        try {
            return switch (kind) {
                case USER -> Optional.of(new Grantee.User(new Principal(name)));
                case GROUP -> Optional.of(new Grantee.Members(new Group(name)));
                default -> name.isEmpty() ? Optional.ofNullable(NAMELESS.get(kind)) : Optional.empty();
            };
        } catch (StoreException.NameRefused e) {
            return Optional.empty();
        }
    }

    private static String line(Ace entry) {
        String privileges = entry.privileges().stream().map(Privilege::local).collect(Collectors.joining(","));
        return privileges + " " + words(entry.grantee());
    }

    private static String words(Grantee grantee) {
        if (grantee instanceof Grantee.User user) {
            return USER + " " + user.principal().name();
        }
        if (grantee instanceof Grantee.Members members) {
            return GROUP + " " + members.group().name();
        }
        return NAMELESS.entrySet().stream()
                .filter(known -> known.getValue().equals(grantee))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    /** No two privileges share a local name. */
    private static Map<String, Privilege> privileges() {
        Map<String, Privilege> byName = new HashMap<>();
        for (Privilege privilege : Privilege.values()) {
            byName.put(privilege.local(), privilege);
        }
        return Map.copyOf(byName);
    }
}
