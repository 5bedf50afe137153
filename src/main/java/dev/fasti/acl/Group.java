package dev.fasti.acl;

import dev.fasti.store.path.MemberName;

/**
 * Several principals under one name, who can be granted something together (RFC 3744 section 2). Nobody logs in as a
 * group, and a group has no home.
 *
 * @param name apart from the names of users: a group and a user may share one; a legal {@link MemberName}
 */
public record Group(String name) implements Comparable<Group> {
    public Group {
        MemberName.require(name);
    }

    @Override
    public int compareTo(Group other) {
        return name.compareTo(other.name);
    }
}
