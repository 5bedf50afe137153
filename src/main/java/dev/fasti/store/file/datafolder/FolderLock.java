package dev.fasti.store.file.datafolder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds {@code .fasti.lock}: one server a data folder. The system lets go of it when the process ends, however. */
public final class FolderLock implements AutoCloseable {
    /**
     * The folders that this process holds. Opening and closing the file once more would give the lock up: POSIX locks
     * belong to the process and go with any of its handles.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path data;
    private final FileChannel channel;

    private FolderLock(Path data, FileChannel channel) {
        this.data = data;
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param data the data folder, links resolved
     * @throws StoreLocked if another server or a running Radicale has the folder
     */
    public static FolderLock take(Path data) throws IOException {
        if (!HELD.add(data)) {
            throw new StoreLocked(data, "this process");
        }
        boolean taken = false;
        try {
            FolderLock lock = open(data);
            taken = true;
            return lock;
        } finally {
            if (!taken) {
                HELD.remove(data);
            }
        }
    }

    private static FolderLock open(Path data) throws IOException {
        FileChannel channel = FileChannel.open(
                data.resolve(".fasti.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new StoreLocked(data, holder(channel));
            }
            RadicaleLock.refuseIfHeld(data);
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new FolderLock(data, channel);
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new StoreLocked(data, "this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(32);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.matches("[0-9]+") ? "process " + pid : "another server";
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD.remove(data);
        }
    }
}
