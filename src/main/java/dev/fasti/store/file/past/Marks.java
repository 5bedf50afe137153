package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.condition.StoreException;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The marks of a data folder: a small file of lines for each, under the mark's name. */
public final class Marks {
    private static final Logger LOG = LoggerFactory.getLogger(Marks.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_PART = 40;
    private static final int LINES = 7;

    private final Path folder;

    public Marks(Path folder) {
        this.folder = folder;
    }

    /** Makes a mark, durably. */
    public synchronized Mark make(CollectionPath collection, Instant before, Author author, int deleted, int held)
            throws IOException {
        Files.createDirectories(folder);
        String base = "mass-delete-" + STAMP.format(before) + "-" + part(author.user()) + "-" + part(collection.name());
        String name = base;
        for (int i = 2; Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS); i++) {
            name = base + "-" + i;
        }
        Mark mark = new Mark(name, collection, before, author, deleted, held);
        Path temporary = folder.resolve("." + name + ".new");
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            channel.write(StandardCharsets.UTF_8.encode(text(mark)));
            channel.force(true);
        }
        Files.move(temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
        return mark;
    }

    /** What everybody can type and no shell takes for something else. */
    private static String part(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._]+", "-");
        String cut = plain.length() > LONGEST_PART ? plain.substring(0, LONGEST_PART) : plain;
        return cut.isEmpty() ? "nobody" : cut;
    }

    private static String text(Mark mark) {
        Author author = mark.author();
        return String.join(
                "\n",
                mark.before().toString(),
                mark.deleted() + " " + mark.held(),
                author.user(),
                author.client(),
                author.action(),
                String.join("/", mark.collection().segments()).replace("\n", "%0a"),
                "end",
                "");
    }

    /** All marks, the oldest first; a file that makes no sense is left out. */
    public List<Mark> all() throws IOException {
        List<Mark> marks = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "mass-delete-*")) {
                for (Path file : files) {
                    read(file).ifPresent(marks::add);
                }
            }
        }
        marks.sort(Comparator.comparing(Mark::before).thenComparing(Mark::name));
        return marks;
    }

    private static Optional<Mark> read(Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            String[] lines = Files.readString(file, StandardCharsets.UTF_8).split("\n", -1);
            if (lines.length < LINES || !lines[LINES - 1].equals("end")) {
                throw new IllegalArgumentException("it is cut");
            }
            String[] counts = lines[1].split(" ", 2);
            return Optional.of(new Mark(
                    name,
                    new CollectionPath(List.of(lines[5].replace("%0a", "\n").split("/"))),
                    Instant.parse(lines[0]),
                    new Author(lines[2], lines[3], lines[4]),
                    Integer.parseInt(counts[0]),
                    Integer.parseInt(counts[1])));
        } catch (IllegalArgumentException
                | ArrayIndexOutOfBoundsException
                | DateTimeException
                | java.nio.charset.CharacterCodingException
                | StoreException e) {
            LOG.warn("The mark {} makes no sense: {}", file, e.toString());
            return Optional.empty();
        }
    }

    /** Drops marks of moments before a time. */
    public void prune(Instant limit) throws IOException {
        for (Mark mark : all()) {
            if (mark.before().isBefore(limit)) {
                Files.deleteIfExists(folder.resolve(mark.name()));
            }
        }
    }
}
