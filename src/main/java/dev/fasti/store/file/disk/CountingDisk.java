package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;

/** Counts what is done on another disk. */
public final class CountingDisk implements Disk {
    private final Disk disk;
    private final LongAdder files = new LongAdder();
    private final LongAdder syncs = new LongAdder();

    public CountingDisk(Disk disk) {
        this.disk = disk;
    }

    @Override
    public Activity activity() {
        return new Activity(files.sum(), syncs.sum());
    }

    @Override
    public void create(Path file, byte[] octets) throws IOException {
        disk.create(file, octets);
        files.increment();
        syncs.increment();
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        disk.rename(from, to);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        disk.link(file, name);
    }

    @Override
    public void delete(Path path) throws IOException {
        disk.delete(path);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        disk.syncFolder(folder);
        syncs.increment();
    }
}
