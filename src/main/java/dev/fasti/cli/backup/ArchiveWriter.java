package dev.fasti.cli.backup;

import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * Writes a frozen data folder as a tar archive (POSIX pax, names in UTF-8): a note of what it is, the folder's files by
 * name, and their checksums last. Costs no more memory than one folder's names.
 */
public final class ArchiveWriter implements AutoCloseable {
    /** The first file of an archive: what it is, in a line. */
    static final String NOTE = "FASTI-BACKUP";

    private static final int FOLDER_MODE = 0700;
    private static final int FILE_MODE = 0600;

    private final TarArchiveOutputStream tar;
    private final Path sums;
    private final BufferedWriter sumLines;
    private long files;

    /**
     * @param out gets the archive; not closed
     * @param scratch a folder for the checksums until they are written
     */
    public ArchiveWriter(OutputStream out, Path scratch) throws IOException {
        tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        sums = scratch.resolve(Checksums.FILE);
        sumLines = Files.newBufferedWriter(sums);
    }

    /**
     * Writes the whole archive.
     *
     * @param folder holds the archive's files at their paths
     * @param note what the archive is, one line
     * @param now the time of what has none of its own
     * @param step called before each file; what it throws ends the archive unfinished
     */
    public void write(Path folder, String note, Instant now, Step step) throws IOException {
        byte[] line = (note + "\n").getBytes(StandardCharsets.UTF_8);
        file(NOTE, line.length, now.toEpochMilli(), new ByteArrayInputStream(line));
        for (Path top : sorted(folder)) {
            if (!top.equals(sums)) {
                add(folder, top, step);
            }
        }
        sumLines.close();
        entry(new TarArchiveEntry(Checksums.FILE), Files.size(sums), now.toEpochMilli(), FILE_MODE);
        Files.copy(sums, tar);
        tar.closeArchiveEntry();
        tar.finish();
        tar.flush();
    }

    /** How many files have been written. */
    public long files() {
        return files;
    }

    private void add(Path folder, Path path, Step step) throws IOException {
        step.next();
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String name = folder.relativize(path).toString();
        long modified = attributes.lastModifiedTime().toMillis();
        if (attributes.isDirectory()) {
            entry(new TarArchiveEntry(name + "/"), 0, modified, FOLDER_MODE);
            tar.closeArchiveEntry();
            for (Path inside : sorted(path)) {
                add(folder, inside, step);
            }
        } else if (attributes.isSymbolicLink()) {
            TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(path).toString());
            entry(link, 0, modified, FILE_MODE);
            tar.closeArchiveEntry();
        } else {
            try (InputStream in = Files.newInputStream(path)) {
                file(name, attributes.size(), modified, in);
            }
        }
    }

    private void file(String name, long size, long modified, InputStream in) throws IOException {
        entry(new TarArchiveEntry(name), size, modified, FILE_MODE);
        DigestInputStream digested = new DigestInputStream(in, sha256());
        digested.transferTo(tar);
        // Fails if somebody has changed the file's size behind our back.
        tar.closeArchiveEntry();
        String hash = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        sumLines.append(new Checksums.Line(name, hash).toString()).append('\n');
        files++;
    }

    private void entry(TarArchiveEntry entry, long size, long modified, int mode) throws IOException {
        entry.setSize(size);
        entry.setModTime(modified);
        entry.setMode(mode);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
    }

    private static List<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        sumLines.close();
    }

    /** Told of each file, before it is written. */
    @FunctionalInterface
    public interface Step {
        void next() throws IOException;
    }
}
