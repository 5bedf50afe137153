package dev.fasti;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;

/** The compiled main classes, imported once for all tests of structure. */
final class MainClasses {
    static final String ROOT = "dev.fasti";

    private static final JavaClasses CLASSES = read();

    private MainClasses() {}

    static JavaClasses all() {
        return CLASSES;
    }

    /** The package below {@link #ROOT}, such as {@code store.file}; empty for the root itself. */
    static String room(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1);
    }

    private static JavaClasses read() {
        // Names are enough for every rule; reading the libraries' classes, too, would take ten times as long.
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter().importPath(Path.of(System.getProperty("fasti.classes", "target/classes")));
    }
}
