package dev.fasti.cli.doctor;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A file system that answers nothing until it is closed, like that of a server in a network which went away. */
public final class StalledFiles implements AutoCloseable {
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final FileSystemProvider provider = new Silent();
    private final FileSystem system = new Stalled();

    /** How many looks there were. */
    public int asked() {
        return asked.get();
    }

    /** The same path here. */
    public Path path(Path path) {
        return (Path) Proxy.newProxyInstance(
                StalledFiles.class.getClassLoader(), new Class<?>[] {Path.class}, (self, method, arguments) -> {
                    if (method.getName().equals("getFileSystem")) {
                        return system;
                    }
                    try {
                        Object result = method.invoke(path, arguments);
                        return result instanceof Path other ? path(other) : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public void close() {
        end.countDown();
    }

    private <T> T stall() {
        asked.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("the file system went away for good");
    }

    private final class Stalled extends FileSystem {
        @Override
        public FileSystemProvider provider() {
            return provider;
        }

        @Override
        public void close() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return stall();
        }

        @Override
        public String getSeparator() {
            return "/";
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return stall();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return stall();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return Set.of("basic", "posix");
        }

        @Override
        public Path getPath(String first, String... more) {
            return path(Path.of(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            throw new UnsupportedOperationException();
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            throw new UnsupportedOperationException();
        }

        @Override
        public WatchService newWatchService() {
            throw new UnsupportedOperationException();
        }
    }

    private final class Silent extends FileSystemProvider {
        @Override
        public String getScheme() {
            return "stalled";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path getPath(URI uri) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) {
            return stall();
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path path, DirectoryStream.Filter<? super Path> filter) {
            return stall();
        }

        @Override
        public void createDirectory(Path path, FileAttribute<?>... attributes) {
            stall();
        }

        @Override
        public void delete(Path path) {
            stall();
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) {
            stall();
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) {
            stall();
        }

        @Override
        public boolean isSameFile(Path path, Path other) {
            return stall();
        }

        @Override
        public boolean isHidden(Path path) {
            return stall();
        }

        @Override
        public FileStore getFileStore(Path path) {
            return stall();
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) {
            stall();
        }

        @Override
        public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
            return stall();
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options) {
            return stall();
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) {
            return stall();
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
            stall();
        }
    }
}
