package dev.fasti.cli.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks an archive into an empty folder, checks every file against its checksum, and makes all of it durable. An
 * archive is never trusted: nothing leads out of the folder.
 */
public final class ArchiveReader {
    private static final Set<String> TOPS = Set.of("collection-root", "fasti");
    private static final int GZIP_MAGIC = 0x8b1f;
    private static final int MAX_SUMS = 256 << 20;

    private final Path folder;
    private final String wanted;
    /** The checksums of the files so far; each is taken away when the archive's list names it. */
    private final Map<String, String> seen = new HashMap<>();

    private long files;

    private ArchiveReader(Path folder, String wanted) {
        this.folder = folder;
        this.wanted = wanted;
    }

    /** @param folder where to unpack all of it; empty */
    public static ArchiveReader ofAll(Path folder) {
        return new ArchiveReader(folder, "");
    }

    /**
     * A reader of one part.
     *
     * @param folder where to unpack it; empty
     * @param wanted the path in the archive of the folder whose content is wanted; the rest is only checked
     */
    public static ArchiveReader of(Path folder, String wanted) {
        return new ArchiveReader(folder, wanted + "/");
    }

    /**
     * Unpacks.
     *
     * @param in the archive, with gzip around it or not; not closed
     * @return how many files were unpacked
     * @throws BadArchive if it is no whole backup; what has been unpacked is of no use then
     */
    public long read(InputStream in) throws IOException {
        TarArchiveInputStream tar = new TarArchiveInputStream(plain(in), StandardCharsets.UTF_8.name());
        boolean isFirst = true;
        boolean isWhole = false;
        for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
            if (isFirst && !entry.getName().equals(ArchiveWriter.NOTE)) {
                throw new BadArchive("this is no backup of Fasti: it does not begin with " + ArchiveWriter.NOTE);
            }
            if (isWhole) {
                throw new BadArchive("something follows after the checksums");
            }
            isFirst = false;
            isWhole = entry.getName().equals(Checksums.FILE);
            if (isWhole) {
                check(tar, entry.getSize());
            } else {
                take(entry, tar);
            }
        }
        if (!isWhole) {
            throw new BadArchive("the archive is cut: it has no " + Checksums.FILE);
        }
        syncFolders();
        return files;
    }

    private static TarArchiveEntry next(TarArchiveInputStream tar) throws IOException {
        try {
            return tar.getNextEntry();
        } catch (IllegalArgumentException e) {
            throw new BadArchive("the archive is damaged: " + e.getMessage());
        }
    }

    private static InputStream plain(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 1 << 16);
        buffered.mark(2);
        int magic = buffered.read() | buffered.read() << 8;
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, 1 << 16) : buffered;
    }

    private void take(TarArchiveEntry entry, InputStream in) throws IOException {
        String name = entry.getName().endsWith("/")
                ? entry.getName().substring(0, entry.getName().length() - 1)
                : entry.getName();
        if (name.equals(ArchiveWriter.NOTE)) {
            seen.put(name, digest(in, OutputStream.nullOutputStream()));
            return;
        }
        requirePlain(name);
        if (!name.startsWith(wanted)) {
            if (entry.isFile()) {
                seen.put(name, digest(in, OutputStream.nullOutputStream()));
            }
            return;
        }
        Path target = target(name.substring(wanted.length()));
        if (entry.isDirectory()) {
            Files.createDirectory(target);
        } else if (entry.isSymbolicLink()) {
            link(target, entry.getLinkName());
        } else if (entry.isFile()) {
            file(name, target, entry, in);
        } else {
            throw new BadArchive("neither a file nor a folder: " + name);
        }
    }

    /** Each part of a path is a plain name, and all are in a data folder. */
    private static void requirePlain(String name) throws BadArchive {
        String[] parts = name.split("/", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
                throw new BadArchive("a path that leads elsewhere: " + name);
            }
        }
        if (!TOPS.contains(parts[0])) {
            throw new BadArchive("not part of a data folder: " + name);
        }
    }

    private Path target(String name) throws BadArchive {
        Path target = folder.resolve(name);
        for (Path above = target.getParent(); above != null && !above.equals(folder); above = above.getParent()) {
            if (Files.isSymbolicLink(above)) {
                throw new BadArchive("a path through a link: " + name);
            }
        }
        return target;
    }

    /** Links within the data folder are Radicale users' way of sharing; others would lead out of it. */
    private void link(Path target, String to) throws IOException {
        Path meant = target.resolveSibling(to).normalize();
        if (Path.of(to).isAbsolute()
                || !meant.startsWith(wanted.isEmpty() ? folder.resolve("collection-root") : folder)) {
            throw new BadArchive("a link that leads out of the data folder: " + folder.relativize(target));
        }
        Files.createSymbolicLink(target, Path.of(to));
    }

    private void file(String name, Path target, TarArchiveEntry entry, InputStream in) throws IOException {
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = Channels.newOutputStream(channel)) {
            seen.put(name, digest(in, out));
            channel.force(true);
        }
        Files.setLastModifiedTime(
                target, FileTime.from(entry.getLastModifiedTime().toInstant()));
        files++;
    }

    private static String digest(InputStream in, OutputStream out) throws IOException {
        DigestInputStream digested = new DigestInputStream(in, ArchiveWriter.sha256());
        digested.transferTo(out);
        return HexFormat.of().formatHex(digested.getMessageDigest().digest());
    }

    private void check(InputStream in, long size) throws IOException {
        if (size > MAX_SUMS) {
            throw new BadArchive("the list of checksums is too long");
        }
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        for (String line : text.lines().toList()) {
            Checksums.Line wanted =
                    Checksums.parse(line).orElseThrow(() -> new BadArchive("the list of checksums is damaged"));
            if (!wanted.sha256().equals(seen.remove(wanted.path()))) {
                throw new BadArchive("missing, or not as it was backed up: " + wanted.path());
            }
        }
        if (!seen.isEmpty()) {
            throw new BadArchive(
                    "not in the list of checksums: " + seen.keySet().iterator().next());
        }
    }

    private void syncFolders() throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : (Iterable<Path>) all.filter(Files::isDirectory)::iterator) {
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        }
    }
}
