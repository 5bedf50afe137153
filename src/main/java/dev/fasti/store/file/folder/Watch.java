package dev.fasti.store.file.folder;

import dev.fasti.store.file.disk.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a folder looked like last, kept up with our own changes to it, which are not taken for somebody else's. */
final class Watch {
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final Path folder;
    private volatile Glance last;

    Watch(Path folder, Glance last) {
        this.folder = folder;
        this.last = last;
    }

    Glance last() {
        return last;
    }

    void saw(Glance other) {
        last = other;
    }

    void sawProps(@Nullable FileStamp props) {
        last = new Glance(last.mtime(), props, last.at());
    }

    /** Does something to the folder; under its lock. */
    void during(FolderStep step) throws IOException {
        boolean isQuiet = mtime() == last.mtime();
        step.run();
        if (isQuiet) {
            last = new Glance(mtime(), last.props(), last.at());
        }
    }

    private long mtime() {
        try {
            return FileStamp.of(folder).map(FileStamp::mtime).orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN; // Which no folder has: the next glance compares everything.
        }
    }
}
