package dev.fasti.store.file.disk;

/**
 * What a store has done since it was opened.
 *
 * @param filesWritten files made, each for a new version of something
 * @param syncs times that the disk was asked to make something durable
 */
public record Activity(long filesWritten, long syncs) {
    static final Activity NONE = new Activity(0, 0);
}
