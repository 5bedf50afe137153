package dev.fasti;

import com.code_intelligence.jazzer.driver.FuzzedDataProviderImpl;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All fuzz targets as one, so that a short run starts one JVM for all of them: the first octet chooses the target, the
 * others are its input. Run by {@code compat/fuzz.sh}.
 */
public final class FuzzAll {
    private static final List<Method> TARGETS = targets();

    private FuzzAll() {}

    /** Jazzer's entry. */
    public static void fuzzerTestOneInput(byte[] octets) throws Throwable {
        if (octets.length == 0) {
            return;
        }
        Method target = TARGETS.get((octets[0] & 0xff) % TARGETS.size());
        byte[] input = Arrays.copyOfRange(octets, 1, octets.length);
        Constructor<?> constructor = target.getDeclaringClass().getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
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
            Method target = TARGETS.get(number);
            String name = target.getDeclaringClass().getName() + " " + target.getName();
            out.println(name);
            Path kept = Path.of(
                    "src/test/resources",
                    target.getDeclaringClass().getName().replace('.', '/') + "Inputs",
                    target.getName());
            Files.write(folder.resolve(number + "-any"), new byte[] {(byte) number, 'x'});
            if (Files.isDirectory(kept)) {
                copy(kept, folder, number);
            }
        }
    }

    private static void copy(Path kept, Path folder, int number) throws IOException {
        try (Stream<Path> files = Files.list(kept)) {
            for (Path file : files.toList()) {
                byte[] octets = Files.readAllBytes(file);
                byte[] chosen = new byte[octets.length + 1];
                chosen[0] = (byte) number;
                System.arraycopy(octets, 0, chosen, 1, octets.length);
                Files.write(folder.resolve(number + "-" + file.getFileName()), chosen);
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
