package dev.fasti.store.file.folder;

import dev.fasti.store.file.disk.FileStamp;
import org.jspecify.annotations.Nullable;

/**
 * What a folder looked like when it was last compared with the index.
 *
 * @param mtime when the folder was changed, in nanoseconds since 1970
 * @param props its properties' file; null if there was none
 * @param at when all files were looked at, in milliseconds since 1970
 */
public record Glance(long mtime, @Nullable FileStamp props, long at) {}
