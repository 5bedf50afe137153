package dev.fasti.store.file.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk for tests that write much and never crash. */
public class NoSyncDisk implements Disk {
    @Override
    public void create(Path file, byte[] octets) throws IOException {
        Files.write(file, octets, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Disk.REAL.rename(from, to);
    }

    @Override
    public void link(Path file, Path name) throws IOException {
        Disk.REAL.link(file, name);
    }

    @Override
    public void delete(Path path) throws IOException {
        Disk.REAL.delete(path);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new java.nio.file.NoSuchFileException(folder.toString());
        }
    }
}
