package dev.fasti.store.file.index;

import dev.fasti.store.Change;
import dev.fasti.store.Facts;
import dev.fasti.store.Member;
import dev.fasti.store.SearchedValues;
import dev.fasti.store.file.disk.Digest;
import dev.fasti.store.file.disk.FileStamp;
import dev.fasti.store.property.PropertyName;
import dev.fasti.store.property.PropertyValue;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member that is there, in the form of which memory holds many: numbers instead of objects, and no UID where that is
 * the name without its ending, as it is with most clients.
 *
 * <p>Bounds of time are whole seconds, wider than those of the facts by less than one.
 */
public final class Entry implements Latest {
    /** How long the ending of a name is that has a stem: {@code .ics}, {@code .vcf}. */
    private static final int ENDING = 4;

    private final String name;
    private final long a;
    private final long b;
    private final long c;
    private final long d;
    private final long size;
    private final long mtime;
    private final long created;
    private final long modified;
    private final long revision;
    private final @Nullable String uid;
    private final boolean isStem;
    private final int uidHash;
    private final @Nullable String component;
    private final long earliest;
    private final long latest;
    private final byte traits;
    private final SearchedValues values;
    private final Map<PropertyName, PropertyValue> properties;

    /**
     * @param size in octets
     * @param mtime the file's modification time in nanoseconds since 1970; with the size, how a changed file is noticed
     * @param created in milliseconds since 1970
     * @param modified in milliseconds since 1970
     */
    public Entry(
            String name,
            Digest digest,
            long size,
            long mtime,
            long created,
            long modified,
            long revision,
            Facts facts,
            Map<PropertyName, PropertyValue> properties) {
        this(
                name,
                new Content(digest.a(), digest.b(), digest.c(), digest.d(), size, mtime),
                new Times(created, modified, revision),
                Known.of(name, facts),
                properties);
    }

    /** The octets: their SHA-256, how many there are, and when their file was written. */
    record Content(long a, long b, long c, long d, long size, long mtime) {}

    /** When a member came, when it was written last, and by which revision. */
    record Times(long created, long modified, long revision) {}

    /**
     * Facts in their compact form.
     *
     * @param uid null where there is none, and where it is the name's stem
     * @param isStem whether it is
     * @param uidHash the hash of the UID's text; zero if there is none
     * @param earliest in seconds since 1970; {@link Long#MIN_VALUE} if there is none
     * @param latest in seconds since 1970; {@link Long#MAX_VALUE} if there is none
     * @param traits see {@link TraitBits}
     */
    record Known(
            @Nullable String uid,
            boolean isStem,
            int uidHash,
            @Nullable String component,
            long earliest,
            long latest,
            int traits,
            SearchedValues values) {
        static Known of(String name, Facts facts) {
            String uid = facts.uid();
            String component = facts.component();
            Instant earliest = facts.earliest();
            Instant latest = facts.latest();
            boolean isStem = uid != null && name.length() == uid.length() + ENDING && name.startsWith(uid);
            return new Known(
                    isStem ? null : uid,
                    isStem,
                    uid == null ? 0 : uid.hashCode(),
                    component == null ? null : component.intern(),
                    earliest == null ? Long.MIN_VALUE : earliest.getEpochSecond(),
                    latest == null ? Long.MAX_VALUE : latest.getEpochSecond() + (latest.getNano() > 0 ? 1 : 0),
                    TraitBits.of(facts.traits()),
                    facts.values());
        }
    }

    Entry(String name, Content content, Times times, Known known, Map<PropertyName, PropertyValue> properties) {
        this.name = name;
        this.a = content.a();
        this.b = content.b();
        this.c = content.c();
        this.d = content.d();
        this.size = content.size();
        this.mtime = content.mtime();
        this.created = times.created();
        this.modified = times.modified();
        this.revision = times.revision();
        this.uid = known.uid();
        this.isStem = known.isStem();
        this.uidHash = known.uidHash();
        this.component = known.component();
        this.earliest = known.earliest();
        this.latest = known.latest();
        this.traits = (byte) known.traits();
        this.values = known.values();
        this.properties = properties;
    }

    static boolean hasStem(String name) {
        return name.length() > ENDING;
    }

    static String stem(String name) {
        return name.substring(0, name.length() - ENDING);
    }

    @Override
    public String name() {
        return name;
    }

    public Digest digest() {
        return new Digest(a, b, c, d);
    }

    /** In octets. */
    public long size() {
        return size;
    }

    public long mtime() {
        return mtime;
    }

    /** In milliseconds since 1970. */
    public long created() {
        return created;
    }

    /** In milliseconds since 1970. */
    public long modified() {
        return modified;
    }

    @Override
    public long revision() {
        return revision;
    }

    /** Null where the content has none. */
    public @Nullable String uid() {
        return isStem ? stem(name) : uid;
    }

    /** The UID but for one that is the name's stem. */
    @Nullable
    String otherUid() {
        return uid;
    }

    boolean isUidStem() {
        return isStem;
    }

    boolean hasUid() {
        return isStem || uid != null;
    }

    int uidHash() {
        return uidHash;
    }

    /** The type of the calendar component; null where there is none, or no one. */
    @Nullable
    String component() {
        return component;
    }

    /** In seconds since 1970; {@link Long#MIN_VALUE} if it is not bounded below. */
    long earliest() {
        return earliest;
    }

    /** In seconds since 1970; {@link Long#MAX_VALUE} if it is not bounded above. */
    long latest() {
        return latest;
    }

    int traits() {
        return traits;
    }

    SearchedValues values() {
        return values;
    }

    public Facts facts() {
        return new Facts(
                uid(),
                component,
                earliest == Long.MIN_VALUE ? null : Instant.ofEpochSecond(earliest),
                latest == Long.MAX_VALUE ? null : Instant.ofEpochSecond(latest),
                TraitBits.traits(traits),
                values);
    }

    public Map<PropertyName, PropertyValue> properties() {
        return properties;
    }

    /** What {@link Facts#mayOverlap} says. */
    boolean mayOverlap(@Nullable String wanted, Instant start, Instant end) {
        return (wanted == null || component == null || component.equals(wanted))
                && earliest <= end.getEpochSecond()
                && (latest > start.getEpochSecond() || latest == start.getEpochSecond() && start.getNano() == 0);
    }

    public Member member() {
        return new Member(
                name,
                digest().etag(),
                size,
                Instant.ofEpochMilli(created),
                Instant.ofEpochMilli(modified),
                revision,
                facts(),
                properties);
    }

    public boolean isOf(FileStamp stamp) {
        return size == stamp.size() && mtime == stamp.mtime();
    }

    public Entry withRevision(long other) {
        return new Entry(name, content(), new Times(created, modified, other), known(), properties);
    }

    public Entry withCreated(long other) {
        return new Entry(name, content(), new Times(other, modified, revision), known(), properties);
    }

    public Entry withProperties(Map<PropertyName, PropertyValue> other) {
        return new Entry(name, content(), new Times(created, modified, revision), known(), other);
    }

    private Content content() {
        return new Content(a, b, c, d, size, mtime);
    }

    private Known known() {
        return new Known(uid, isStem, uidHash, component, earliest, latest, traits, values);
    }

    @Override
    public long time() {
        return modified;
    }

    @Override
    public Change change() {
        return new Change.Written(member());
    }
}
