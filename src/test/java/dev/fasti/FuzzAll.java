package dev.fasti;

import com.code_intelligence.jazzer.driver.FuzzedDataProviderImpl;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

/**
 * All fuzz targets as one, so that a short run starts one JVM for all of them: the first octet chooses the target, the
 * others are its input. With the variable {@code FUZZ_TARGET} it is that one, and all octets are. Run by {@code compat/fuzz.sh}.
 */
public final class FuzzAll {
    private static final List<Method> TARGETS = targets();
    private static final Path FOLDER = folder();
    private static final Optional<Method> ONLY = TARGETS.stream()
            .filter(target -> name(target).equals(System.getenv("FUZZ_TARGET")))
            .findFirst();

    private FuzzAll() {}

    /** Loads and instruments everything before time is taken. */
    public static void fuzzerInitialize() throws Throwable {
        for (Method target : TARGETS) {
            if (ONLY.isEmpty() || ONLY.get().equals(target)) {
                for (byte[] input : inputs(target)) {
                    run(target, input);
                }
            }
        }
    }

    private static List<byte[]> inputs(Method target) throws IOException {
        Path kept = kept(target);
        List<byte[]> inputs = new ArrayList<>(List.of(new byte[] {'x'}));
        if (Files.isDirectory(kept)) {
            try (Stream<Path> files = Files.list(kept)) {
                for (Path file : files.sorted().toList()) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        return inputs;
    }

    private static Path kept(Method target) {
        String type = target.getDeclaringClass().getName().replace('.', '/');
        return Path.of("src/test/resources", type + "Inputs", target.getName());
    }

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] octets) throws Throwable {
        if (ONLY.isPresent()) {
            run(ONLY.get(), octets);
        } else if (octets.length > 0) {
            run(TARGETS.get((octets[0] & 0xff) % TARGETS.size()), Arrays.copyOfRange(octets, 1, octets.length));
        }
    }

    private static void run(Method target, byte[] input) throws Throwable {
        Object instance = instance(target.getDeclaringClass());
        try {
            if (target.getParameterTypes()[0] == byte[].class) {
                target.invoke(instance, (Object) input);
            } else {
                target.invoke(instance, FuzzedDataProviderImpl.withJavaData(input));
            }
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Jazzer alone knows nothing of JUnit's folders. */
    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        for (Field field : type.getDeclaredFields()) {
            if (field.isAnnotationPresent(TempDir.class)) {
                field.setAccessible(true);
                field.set(instance, FOLDER);
            }
        }
        return instance;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("fasti-fuzz");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Method target) {
        return target.getDeclaringClass().getName() + " " + target.getName();
    }

    /**
     * Writes what is kept of each target's inputs into one folder, as {@link #fuzzerTestOneInput} reads them, and at
     * least one input for each target; prints the targets.
     *
     * @param arguments the folder
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        PrintStream out = System.out;
        for (int number = 0; number < TARGETS.size(); number++) {
            out.println(name(TARGETS.get(number)));
            int file = 0;
            for (byte[] octets : inputs(TARGETS.get(number))) {
                byte[] chosen = new byte[octets.length + 1];
                chosen[0] = (byte) number;
                System.arraycopy(octets, 0, chosen, 1, octets.length);
                Files.write(folder.resolve(number + "-" + file++), chosen);
            }
        }
    }

    private static List<Method> targets() {
        Path classes = Path.of("target/test-classes");
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith("Fuzz.class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .flatMap(name -> Arrays.stream(type(name).getDeclaredMethods()))
                    .filter(method -> method.isAnnotationPresent(FuzzTest.class))
                    .sorted(Comparator.comparing(Method::toString))
                    .peek(method -> method.setAccessible(true))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
