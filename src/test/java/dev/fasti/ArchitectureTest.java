package dev.fasti;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The packages keep to the table of the architecture")
class ArchitectureTest {
    /** Where a value names a class, that class alone, with what is nested in it, may be used. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("machine", Set.of()),
            Map.entry("config", Set.of("machine")),
            Map.entry("heap", Set.of()),
            Map.entry("http", Set.of("auth", "dav", "acl.Viewer", "heap", "machine", "store.path.Principal")),
            Map.entry("auth", Set.of("acl.Scope", "machine", "store")),
            Map.entry("dav", Set.of("acl", "store")),
            Map.entry("acl", Set.of("store")),
            Map.entry("caldav", Set.of("dav", "acl", "icalendar", "vobject.file", "store")),
            Map.entry("carddav", Set.of("dav", "acl", "vcard", "vobject.file", "store")),
            Map.entry("scheduling", Set.of("caldav", "icalendar", "store")),
            Map.entry("icalendar", Set.of("vobject", "store.Facts")),
            Map.entry("vcard", Set.of("vobject", "store.Facts")),
            Map.entry("vobject", Set.of()),
            Map.entry("store", Set.of("heap", "machine")));

    /** The composition root sees everything. */
    private static final String COMPOSITION_ROOT = "cli";

    /** Each library and the rooms that may know of it. */
    private static final Map<String, Set<String>> CONFINED = Map.ofEntries(
            Map.entry("io.milton", Set.of("dav")),
            Map.entry("net.fortuna.ical4j", Set.of("icalendar.recurrence")),
            Map.entry("ezvcard", Set.of("vcard")),
            Map.entry("com.github.mangstadt.vinnie", Set.of("icalendar", "vcard", "vobject")),
            Map.entry("org.eclipse.jetty", Set.of("http", "cli")),
            Map.entry("io.prometheus", Set.of("http.admin")),
            Map.entry("org.tomlj", Set.of("config.read")),
            Map.entry("picocli", Set.of("cli")),
            Map.entry("com.ctc.wstx", Set.of("dav.xml")),
            Map.entry("org.codehaus.stax2", Set.of("dav.xml")),
            Map.entry("javax.xml.stream", Set.of("dav.xml")),
            Map.entry("ch.qos.logback", Set.of("cli.log")),
            Map.entry("com.fasterxml.jackson", Set.of("store.file.props")),
            Map.entry("org.pcollections", Set.of("store.file")),
            Map.entry("com.github.benmanes.caffeine", Set.of("acl", "auth", "caldav", "carddav")),
            Map.entry("com.unboundid", Set.of("auth.ldap")),
            Map.entry("com.google.re2j", Set.of("acl.rights")),
            Map.entry("com.password4j", Set.of("auth.htpasswd")),
            Map.entry("org.apache.commons.compress", Set.of("cli.backup")),
            Map.entry("com.github.difflib", Set.of("cli.history")),
            Map.entry("org.apache.commons.io", Set.of()),
            Map.entry("org.apache.commons.codec", Set.of("auth.htpasswd")));

    /** What of the rooms within the store of files is known elsewhere; everything else there is its own affair. */
    private static final Set<String> SEEN_OF_FILES = Set.of(
            "store.file.cache.Provenance",
            "store.file.collection.OpenBounds",
            "store.file.datafolder.FolderUse",
            "store.file.datafolder.FrozenFolder",
            "store.file.datafolder.Restoration",
            "store.file.datafolder.StoreLocked",
            "store.file.disk.Activity",
            "store.file.lock.FileLocks",
            "store.file.past",
            "store.file.survey.CacheRepair",
            "store.file.survey.FolderSurvey",
            "store.file.survey.PropsRepair");

    @Test
    @DisplayName("every package has its line in the table")
    void everyPackageIsKnown() {
        Set<String> rooms = MainClasses.all().stream()
                .map(ArchitectureTest::topRoom)
                .collect(Collectors.toCollection(TreeSet::new));
        rooms.remove(COMPOSITION_ROOT);
        assertThat(rooms).isNotEmpty().isSubsetOf(MAY_USE.keySet());
    }

    @TestFactory
    @DisplayName("a package uses only what the table lets it use")
    List<DynamicTest> layers() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> classes()
                                .that(resideIn(Set.of(entry.getKey())))
                                .should()
                                .onlyDependOnClassesThat(areForeignOr(entry.getKey(), entry.getValue()))
                                .allowEmptyShould(true)
                                .check(MainClasses.all())))
                .toList();
    }

    @Test
    @DisplayName("the packages have no cycle")
    void noCycles() {
        slices().matching(MainClasses.ROOT + ".(*)..").should().beFreeOfCycles().check(MainClasses.all());
    }

    @Test
    @DisplayName("the packages within a package have no cycle, but for dav, whose vocabulary names its own parts")
    void noCyclesWithin() {
        slices().assignedFrom(innerRooms()).should().beFreeOfCycles().check(MainClasses.all());
    }

    @TestFactory
    @DisplayName("a library is known only where it belongs")
    List<DynamicTest> libraries() {
        return CONFINED.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> noClasses()
                                .that(DescribedPredicate.not(resideIn(entry.getValue())))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(entry.getKey() + "..")
                                .check(MainClasses.all())))
                .toList();
    }

    @Test
    @DisplayName("only dav.milton speaks to Milton; what else is in dav names at most its types")
    void miltonIsWiredInOnePlace() {
        noClasses()
                .that(DescribedPredicate.not(resideIn(Set.of("dav.milton"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.milton.http..", "io.milton.servlet..", "io.milton.config..")
                .check(MainClasses.all());
    }

    @Test
    @DisplayName("the rooms within the store of files are its own")
    void filesAreTheirStoresAffair() {
        noClasses()
                .that(DescribedPredicate.not(resideIn(Set.of("store.file"))))
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are inside store.file and not among what is seen of it",
                        used -> isWithin(used.getPackageName(), MainClasses.ROOT)
                                && MainClasses.room(used).startsWith("store.file.")
                                && SEEN_OF_FILES.stream().noneMatch(seen -> isWithin(nameInRooms(used), seen))))
                .check(MainClasses.all());
    }

    @Test
    @DisplayName("the store, config and the item packages know of no network")
    void noNetworkBelow() {
        noClasses()
                .that(resideIn(Set.of("store", "icalendar", "vcard", "vobject", "acl")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.channels.spi..", "javax.net..", "javax.servlet..")
                .check(MainClasses.all());
    }

    private static String topRoom(JavaClass type) {
        return MainClasses.room(type).split("\\.", 2)[0];
    }

    private static DescribedPredicate<JavaClass> resideIn(Set<String> rooms) {
        return DescribedPredicate.describe(
                "reside in " + rooms, type -> rooms.stream().anyMatch(room -> isWithin(MainClasses.room(type), room)));
    }

    private static boolean isWithin(String name, String parent) {
        return name.equals(parent) || name.startsWith(parent + ".");
    }

    private static DescribedPredicate<JavaClass> areForeignOr(String room, Set<String> allowed) {
        return DescribedPredicate.describe("are in " + room + ", in one of " + allowed + ", or not ours", used -> {
            JavaClass type = used.getBaseComponentType();
            if (!isWithin(type.getPackageName(), MainClasses.ROOT)) {
                return true;
            }
            String name = nameInRooms(type);
            return isWithin(name, room) || allowed.stream().anyMatch(each -> isWithin(name, each));
        });
    }

    /** A type of ours by its room and name, such as {@code store.file.FileStore}. */
    private static String nameInRooms(JavaClass type) {
        return type.getName().substring(MainClasses.ROOT.length() + 1).replace('$', '.');
    }

    /** One slice for each package but for those of {@code dav}, which are one together. */
    private static SliceAssignment innerRooms() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                if (!isWithin(type.getPackageName(), MainClasses.ROOT)) {
                    return SliceIdentifier.ignore();
                }
                return SliceIdentifier.of(topRoom(type).equals("dav") ? "dav" : MainClasses.room(type));
            }

            @Override
            public String getDescription() {
                return "packages of " + MainClasses.ROOT;
            }
        };
    }
}
