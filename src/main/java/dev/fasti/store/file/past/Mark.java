package dev.fasti.store.file.past;

import dev.fasti.store.Author;
import dev.fasti.store.path.CollectionPath;
import java.time.Instant;

/**
 * A named moment to which a collection can be taken back: the one just before somebody deleted most of it.
 *
 * @param name unique in the data folder; a file name
 * @param collection what was emptied or deleted
 * @param before the moment just before the first deletion
 * @param author who deleted
 * @param deleted how many members had been deleted when the mark was made
 * @param held how many members there were before
 */
public record Mark(String name, CollectionPath collection, Instant before, Author author, int deleted, int held) {}
