package dev.fasti.cli.history;

import dev.fasti.store.path.CollectionPath;

/** What is taken back to a moment. */
sealed interface Scope {
    Scope ALL = new All();

    /** Whether a place belongs to it. */
    boolean holds(CollectionPath path);

    /** Whether it is exactly the collection at this place that is meant. */
    boolean names(CollectionPath path);

    /** All that there is. */
    record All() implements Scope {
        @Override
        public boolean holds(CollectionPath path) {
            return true;
        }

        @Override
        public boolean names(CollectionPath path) {
            return false;
        }
    }

    /** A home or a collection, and all in it. */
    record Within(CollectionPath root) implements Scope {
        @Override
        public boolean holds(CollectionPath path) {
            return path.isWithin(root);
        }

        @Override
        public boolean names(CollectionPath path) {
            return path.equals(root);
        }
    }
}
