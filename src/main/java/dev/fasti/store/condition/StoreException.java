package dev.fasti.store.condition;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refusal or a failure of the store. The closed set of what can go wrong. */
public abstract sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, @Nullable Throwable cause, boolean bug) {
        super(message, cause, false, bug);
    }

    /** There is no such collection or member, or no more. */
    public static final class NotFound extends StoreException {
        private static final long serialVersionUID = 1L;

        public NotFound(String what) {
            super(what + " does not exist", null, false);
        }
    }

    /** The write condition was false at the moment of the write. */
    public static final class ConditionFailed extends StoreException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable ETag current;

        public ConditionFailed(Optional<ETag> current) {
            super("the condition does not hold", null, false);
            this.current = current.orElse(null);
        }

        /** The tag that the member had; empty when there was none. */
        public Optional<ETag> current() {
            return Optional.ofNullable(current);
        }
    }

    /** Another member of the collection has the UID. */
    public static final class UidConflict extends StoreException {
        private static final long serialVersionUID = 1L;

        private final String holder;

        /** @param holder the name of the member that has the UID */
        public UidConflict(String holder) {
            super("another member has this UID", null, false);
            this.holder = holder;
        }

        public String holder() {
            return holder;
        }
    }

    /** The name is not legal, or more than the store can hold. */
    public static final class NameRefused extends StoreException {
        private static final long serialVersionUID = 1L;

        public NameRefused(String reason) {
            super(reason, null, false);
        }
    }

    /** Something of another nature has the name already. */
    public static final class NameTaken extends StoreException {
        private static final long serialVersionUID = 1L;

        public NameTaken(String what) {
            super(what + " exists already", null, false);
        }
    }

    /** The collection that should hold the new one does not exist. */
    public static final class ParentMissing extends StoreException {
        private static final long serialVersionUID = 1L;

        public ParentMissing(String what) {
            super("the parent of " + what + " does not exist", null, false);
        }
    }

    /** The collection that should hold the new one may not hold collections. */
    public static final class ParentRefused extends StoreException {
        private static final long serialVersionUID = 1L;

        public ParentRefused(String what) {
            super("the parent of " + what + " cannot hold it", null, false);
        }
    }

    /** The owner's quota would be exceeded (RFC 4331 section 6). */
    public static final class QuotaExceeded extends StoreException {
        private static final long serialVersionUID = 1L;

        /** @param quota in octets */
        public QuotaExceeded(long quota) {
            super("the quota is " + quota + " octets", null, false);
        }
    }

    /** There is no space left on the medium. */
    public static final class Full extends StoreException {
        private static final long serialVersionUID = 1L;

        public Full(String message, Throwable cause) {
            super(message, cause, true);
        }
    }

    /** There is too little memory just now to open the collection. */
    public static final class NoMemory extends StoreException {
        private static final long serialVersionUID = 1L;

        public NoMemory() {
            super("the server has too little memory for this collection", null, false);
        }
    }

    /** The medium failed; whether the write took place is not known. */
    public static final class Unavailable extends StoreException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause, true);
        }
    }
}
