package dev.fasti.cli.history;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What differs between two versions, as unified diff. */
public final class VersionDiff {
    private static final int CONTEXT = 3;

    private VersionDiff() {}

    /** The lines of the diff; none if the two have the same lines. */
    public static List<String> lines(String before, byte[] beforeOctets, String after, byte[] afterOctets) {
        List<String> old = split(beforeOctets);
        return UnifiedDiffUtils.generateUnifiedDiff(
                before, after, old, DiffUtils.diff(old, split(afterOctets)), CONTEXT);
    }

    private static List<String> split(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8).lines().toList();
    }
}
