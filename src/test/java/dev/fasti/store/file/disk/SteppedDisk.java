package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.file.Path;

/** A disk that counts its steps and does something before one of them. */
public abstract class SteppedDisk extends NoSyncDisk {
    /** How many steps there are until the one whose turn it is. */
    public int left = Integer.MAX_VALUE;

    /** What is done before the step whose turn it is. */
    protected abstract void turn() throws IOException;

    private void step() throws IOException {
        if (left-- == 0) {
            turn();
        }
    }

    @Override
    public void create(Path file, byte[] octets) throws IOException {
        step();
        super.create(file, octets);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step();
        super.rename(from, to);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        step();
        super.link(file, name);
    }

    @Override
    public void delete(Path path) throws IOException {
        step();
        super.delete(path);
    }

    protected final void deleteWithoutStep(Path path) throws IOException {
        super.delete(path);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        step();
        super.syncFolder(folder);
    }
}
