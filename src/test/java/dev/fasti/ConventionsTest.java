package dev.fasti;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The code keeps its conventions")
class ConventionsTest {
    private static final Pattern EMPTY_NAME = Pattern.compile(".*(Util|Utils|Helper|Helpers|Manager|Impl)");

    /** Types whose {@code now()} reads the machine's clock unless it is given one. */
    private static final Set<String> TELL_NOW = Set.of(
            "java.time.Instant",
            "java.time.LocalDate",
            "java.time.LocalTime",
            "java.time.LocalDateTime",
            "java.time.OffsetDateTime",
            "java.time.ZonedDateTime",
            "java.time.Year",
            "java.time.YearMonth");

    /** Where the parts are put together, and the process is met: its clock, its streams, its end. */
    private static final Set<String> COMPOSITION_ROOT = Set.of("cli", "cli.frame", "cli.site");

    private static final int MOST_METHODS = 8;

    @Test
    @DisplayName("no class is named by an empty word")
    void names() {
        classes()
                .should(hold(
                        "not be named Util, Helper, Manager or Impl",
                        type -> !EMPTY_NAME.matcher(type.getSimpleName()).matches()))
                .check(MainClasses.all());
    }

    @Test
    @DisplayName("time comes from an injected clock outside the composition root")
    void time() {
        noClasses()
                .that(areOutsideTheRoot())
                .should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "reads the machine's clock",
                        access -> access instanceof JavaCodeUnitAccess<?> call && readsClock(call.getTarget())))
                .check(MainClasses.all());
    }

    @Test
    @DisplayName("a file is a Path")
    void paths() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(File|FileInputStream|FileOutputStream|FileReader|FileWriter)")
                .check(MainClasses.all());
        noClasses().should().callMethod(Path.class, "toFile").check(MainClasses.all());
    }

    @Test
    @DisplayName("logging goes through SLF4J, never to the standard streams")
    void logging() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.logging..")
                .check(MainClasses.all());
        noClasses()
                .that(areOutsideTheRoot())
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(MainClasses.all());
    }

    @Test
    @DisplayName("only the composition root ends the process or reads the environment")
    void process() {
        noClasses()
                .that(areOutsideTheRoot())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .check(MainClasses.all());
    }

    @Test
    @DisplayName("an interface of the store has at most eight methods")
    void smallInterfaces() {
        List<String> large = MainClasses.all().stream()
                .filter(type -> type.isInterface() && isOfTheStore(MainClasses.room(type)))
                .filter(type -> type.getMethods().size() > MOST_METHODS)
                .map(JavaClass::getName)
                .toList();
        assertThat(large).isEmpty();
    }

    @Test
    @DisplayName("every package is @NullMarked")
    void nullMarked() {
        List<String> unmarked = MainClasses.all().stream()
                .map(JavaClass::getPackage)
                .distinct()
                .filter(each -> each.tryGetPackageInfo()
                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                        .isEmpty())
                .map(JavaPackage::getName)
                .toList();
        assertThat(unmarked).isEmpty();
    }

    private static boolean isOfTheStore(String room) {
        return room.equals("store") || room.startsWith("store.") && !room.startsWith("store.file");
    }

    private static boolean readsClock(CodeUnitAccessTarget target) {
        String owner = target.getOwner().getName();
        String name = target.getName();
        boolean bare = target.getRawParameterTypes().isEmpty();
        return switch (owner) {
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick") && !takesClock(target);
            case "java.lang.System" -> name.equals("currentTimeMillis");
            case "java.util.Date" -> name.equals("<init>") && bare;
            case "java.util.Calendar" -> name.equals("getInstance");
            default -> TELL_NOW.contains(owner) && name.equals("now") && !takesClock(target);
        };
    }

    private static boolean takesClock(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("java.time.Clock"));
    }

    private static DescribedPredicate<JavaClass> areOutsideTheRoot() {
        return DescribedPredicate.describe(
                "are outside " + COMPOSITION_ROOT, type -> !COMPOSITION_ROOT.contains(MainClasses.room(type)));
    }

    private static ArchCondition<JavaClass> hold(String description, Predicate<JavaClass> rule) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, rule.test(type), type.getName() + " should " + description));
            }
        };
    }
}
