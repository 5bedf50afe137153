package dev.fasti.acl.rights;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.fasti.store.path.CollectionPath;
import java.util.ArrayList;
import java.util.List;

/**
 * One section of a rights file: for whom and where it speaks, and what it grants there.
 *
 * @param user matches logins as a whole; the empty one is that of who has not logged in
 * @param collection matches paths as a whole, without slashes at the ends
 * @param letters what is granted
 */
record RightsSection(Pattern user, Template collection, String letters) {
    static final String LETTERS = "RrWwiDdOo";

    RightsSection {
        if (letters.chars().anyMatch(letter -> LETTERS.indexOf(letter) < 0)) {
            throw new IllegalArgumentException("permissions are letters of " + LETTERS);
        }
    }

    boolean speaksOf(String login, CollectionPath path) {
        Matcher matcher = user.matcher(login);
        if (!matcher.matches()) {
            return false;
        }
        List<String> groups = new ArrayList<>();
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(group == null ? "" : group);
        }
        return collection.compile(login, groups).matches(String.join("/", path.segments()));
    }
}
