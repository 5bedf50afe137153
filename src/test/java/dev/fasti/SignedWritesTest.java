package dev.fasti;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.fasti.store.Collection;
import dev.fasti.store.CollectionStore;
import dev.fasti.store.Signed;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Every write says who makes it")
class SignedWritesTest {
    private static final Set<String> WRITES = Set.of("put", "delete", "patch", "patchMember", "transfer", "create");

    /** What is given a store that is signed already, or signs what it stands for. */
    private static final Set<String> SIGNED = Set.of(
            "dev.fasti.dav.share.MountedCollection", // by() gives one whose originals are signed
            "dev.fasti.cli.history.Rearrangement", // of Undo, which signs
            "dev.fasti.cli.transfer.Intake", // of ImportCommand, which signs
            "dev.fasti.cli.transfer.BroughtBefore", // of Intake
            "dev.fasti.cli.transfer.Shelf"); // of Intake

    @Test
    @DisplayName(
            "outside the store, each method that writes to it signs there, or its class has signed when it was made")
    void signed() {
        Set<String> unsigned = new java.util.TreeSet<>();
        int writes = 0;
        for (JavaClass each : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.fasti")) {
            if (each.getPackageName().startsWith("dev.fasti.store")) {
                continue;
            }
            for (JavaMethodCall call : each.getMethodCallsFromSelf()) {
                if (isWrite(call)) {
                    writes++;
                    if (!signs(call.getOrigin())
                            && each.getConstructors().stream().noneMatch(SignedWritesTest::signs)
                            && !SIGNED.contains(each.getName())) {
                        unsigned.add(call.getDescription());
                    }
                }
            }
        }
        assertThat(unsigned).isEmpty();
        assertThat(writes).as("the writes are found at all").isGreaterThan(10);
    }

    private static boolean isWrite(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        return WRITES.contains(call.getTarget().getName())
                && (owner.isAssignableTo(Collection.class) || owner.isAssignableTo(CollectionStore.class));
    }

    private static boolean signs(JavaCodeUnit method) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTarget().getName().equals("by")
                        && call.getTargetOwner().isAssignableTo(Signed.class));
    }
}
