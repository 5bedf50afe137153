package dev.fasti.store;

/** What is written through on somebody's behalf. */
@FunctionalInterface
public interface Signed<T> {
    /** The same, whose changes the history tells as those of {@code author}. */
    T by(Author author);
}
