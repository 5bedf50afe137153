package dev.fasti.store.file.datafolder;

import java.nio.file.Path;

/** Another server uses the data folder; two never share one. */
public final class StoreLocked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param data the folder that both want
     * @param holder who has it, as far as it can be told, such as {@code process 4711}
     */
    public StoreLocked(Path data, String holder) {
        super("the folder " + data + " is in use by " + holder);
    }
}
