package dev.fasti.store.file.props;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads {@code .Radicale.props}. */
public final class PropsFile {
    private static final Logger LOG = LoggerFactory.getLogger(PropsFile.class);
    private static final int LARGEST = 16 << 20;

    private PropsFile() {}

    /**
     * What the file says; nothing if there is no file.
     *
     * @throws MalformedProps if there is one that makes no sense
     * @throws IOException if there is one that cannot be read
     */
    public static Props read(Path file) throws IOException {
        return find(file).orElse(Props.NONE);
    }

    /** The same, where no file is told apart from one that says nothing. */
    public static Optional<Props> find(Path file) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new MalformedProps("it is larger than " + LARGEST + " octets");
            }
            return Optional.of(Props.parse(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * What the file says, or that of a plain collection if it makes no sense; such a file is never overwritten.
     *
     * @throws IOException if there is one that cannot be read, which says nothing of what the collection is
     */
    public static Props readOrPlain(Path file) throws IOException {
        try {
            return read(file);
        } catch (MalformedProps e) {
            LOG.warn("{} makes no sense, the folder is served as a plain collection: {}", file, e.toString());
            return Props.NONE;
        }
    }
}
