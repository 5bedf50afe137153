package dev.fasti.acl.rights;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fasti.acl.Privilege;
import dev.fasti.acl.Rights;
import dev.fasti.acl.Viewer;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import dev.fasti.store.path.Principal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of a rights file at one moment: the first section that speaks of a user and a collection counts.
 *
 * <p>{@code R} and {@code W} read and write plain collections, homes included; {@code r} and {@code w} calendars and
 * address books; {@code i} fetches single members of these. {@code d} keeps a collection from being deleted; {@code D},
 * {@code O} and {@code o} change nothing here. Who owns a collection and may read it may read its list, too; who owns it
 * and may write it may set its list.
 */
public final class RightsTable implements Rights {
    private static final int REMEMBERED = 10_000;

    private final List<RightsSection> sections;
    private final Cache<Question, String> answers =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** Who asks about what. */
    private record Question(String login, CollectionPath path) {}

    RightsTable(List<RightsSection> sections) {
        this.sections = List.copyOf(sections);
    }

    /** Reads a file. */
    public static RightsTable read(byte[] octets) throws RightsFault {
        return new RightsTable(RightsReader.read(octets));
    }

    @Override
    public boolean ownersHaveAll() {
        return false;
    }

    @Override
    public Set<Privilege> granted(Viewer who, CollectionPath path, Optional<CollectionKind> kind) {
        String login = who.principal().map(Principal::name).orElse("");
        String letters = answers.get(new Question(login, path), this::letters);
        boolean isPlain = kind.isEmpty() || kind.get() == CollectionKind.PLAIN;
        boolean holdsItems = kind.isEmpty() || kind.get() != CollectionKind.PLAIN;
        boolean reads = has(letters, 'R', isPlain) || has(letters, 'r', holdsItems);
        boolean writes = has(letters, 'W', isPlain) || has(letters, 'w', holdsItems);
        Set<Privilege> granted = EnumSet.noneOf(Privilege.class);
        if (reads) {
            granted.addAll(Rights.READING);
        } else if (has(letters, 'i', holdsItems)) {
            granted.add(Privilege.GET);
        }
        if (writes) {
            granted.addAll(Privilege.WRITE.expanded());
        }
        if (who.is(path.owner())) {
            addOwners(granted, reads, writes);
        }
        if (has(letters, 'd', holdsItems || isPlain)) {
            granted.remove(Privilege.DELETE_COLLECTION);
        }
        return granted;
    }

    private static void addOwners(Set<Privilege> granted, boolean reads, boolean writes) {
        if (reads) {
            granted.add(Privilege.READ_ACL);
        }
        if (writes) {
            granted.add(Privilege.WRITE_ACL);
            granted.add(Privilege.UNLOCK);
        }
    }

    private static boolean has(String letters, char letter, boolean counts) {
        return counts && letters.indexOf(letter) >= 0;
    }

    private String letters(Question question) {
        return sections.stream()
                .filter(section -> section.speaksOf(question.login(), question.path()))
                .findFirst()
                .map(RightsSection::letters)
                .orElse("");
    }
}
