package dev.fasti.cli.transfer;

import dev.fasti.store.path.MemberName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes the files that a {@link FilePacker} tells of. Each has its name only when it is whole and durable; none that is
 * there is replaced.
 */
public final class FileUnpacker extends OutputStream {
    private static final int HEADER = 5;
    private static final int LONGEST_PATH = 8192;

    private final Path folder;
    private final Path single;
    private final byte[] header = new byte[HEADER];
    private final ByteArrayOutputStream path = new ByteArrayOutputStream();
    private int headerLength;
    private int left;
    private @Nullable Path file;
    private @Nullable Path partial;
    private @Nullable FileChannel channel;
    private @Nullable OutputStream out;
    private boolean ended;
    private int files;

    /**
     * @param folder where relative paths start
     * @param single the file of the empty path
     */
    public FileUnpacker(Path folder, Path single) {
        this.folder = folder;
        this.single = single;
    }

    /** Whether the end was told, so that nothing is missing. */
    public boolean hasEnded() {
        return ended;
    }

    /** How many files were made. */
    public int files() {
        return files;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        int at = offset;
        int end = offset + length;
        while (at < end) {
            if (headerLength < HEADER) {
                header[headerLength++] = octets[at++];
                if (headerLength == HEADER) {
                    begin();
                }
            } else {
                int some = Math.min(left, end - at);
                piece(octets, at, some);
                at += some;
                left -= some;
                finishFrame();
            }
        }
    }

    private void begin() throws IOException {
        left = ByteBuffer.wrap(header).getInt(1);
        boolean isPath = header[0] == FilePacker.PATH;
        if (left < 0 || isPath && left > LONGEST_PATH) {
            throw new IOException("a frame of " + left + " octets");
        }
        path.reset();
        finishFrame();
    }

    private void piece(byte[] octets, int at, int length) throws IOException {
        if (header[0] == FilePacker.PATH) {
            path.write(octets, at, length);
        } else if (out != null) {
            out.write(octets, at, length);
        } else {
            throw new IOException("octets of no file");
        }
    }

    private void finishFrame() throws IOException {
        if (left > 0) {
            return;
        }
        headerLength = 0;
        if (header[0] == FilePacker.PATH) {
            finishFile();
            open(path.toString(StandardCharsets.UTF_8));
        } else if (header[0] == FilePacker.END) {
            finishFile();
            ended = true;
        }
    }

    private void open(String relative) throws IOException {
        Path place = relative.isEmpty() ? single : folder;
        if (!relative.isEmpty()) {
            for (String segment : relative.split("/", -1)) {
                place = place.resolve(MemberName.require(segment));
            }
        }
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(place.toString());
        }
        Path parent = place.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        file = place;
        // A name of its own: a member's may be as long as the file system lets names be, and end as this does.
        Path beside = place.resolveSibling(UUID.randomUUID() + ".partial");
        partial = beside;
        FileChannel opened = FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel = opened;
        out = Channels.newOutputStream(opened);
    }

    private void finishFile() throws IOException {
        FileChannel done = channel;
        Path half = partial;
        Path whole = file;
        if (done != null && half != null && whole != null) {
            done.force(true);
            done.close();
            Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE);
            files++;
        }
        forget();
    }

    private void forget() {
        channel = null;
        file = null;
        partial = null;
        out = null;
    }

    /** What is not whole is removed. */
    @Override
    public void close() throws IOException {
        FileChannel cut = channel;
        Path half = partial;
        forget();
        if (cut != null && half != null) {
            cut.close();
            Files.deleteIfExists(half);
        }
    }
}
