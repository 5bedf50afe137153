import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Takes the tables of local variables out of the classes of a jar, which only a debugger reads: they are a tenth of it, and
 * the archive of classes keeps them in memory. The tables of lines stay, by which a stack trace says where.
 *
 * <p>Run as {@code java -cp asm.jar StripVariables.java JAR}.
 */
final class StripVariables {
    private static final int API = Opcodes.ASM9;

    private StripVariables() {}

    public static void main(String[] args) throws IOException {
        Path jar = Path.of(args[0]);
        Path stripped = jar.resolveSibling(jar.getFileName() + ".stripped");
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream file = Files.newOutputStream(stripped);
                ZipOutputStream out = new ZipOutputStream(file)) {
            for (ZipEntry entry : Collections.list(in.entries())) {
                byte[] octets = in.getInputStream(entry).readAllBytes();
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                out.putNextEntry(copy);
                out.write(entry.getName().endsWith(".class") ? stripped(octets) : octets);
                out.closeEntry();
            }
        }
        Files.move(stripped, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] stripped(byte[] octets) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(octets).accept(new WithoutVariables(writer), 0);
        return writer.toByteArray();
    }

    private static final class WithoutVariables extends ClassVisitor {
        WithoutVariables(ClassVisitor next) {
            super(API, next);
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(API, super.visitMethod(access, name, type, signature, exceptions)) {
                @Override
                public void visitLocalVariable(
                        String variable, String of, String generic, Label start, Label end, int index) {}
            };
        }
    }
}
