package dev.fasti.dav.lock;

import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** What keeps the locks of some paths as they are until it is released. */
final class Hold {
    private final List<Lock> taken;

    /** @param gates in the order in which everybody takes them */
    Hold(List<ReentrantReadWriteLock> gates, Mode mode) {
        taken = gates.stream()
                .map((ReentrantReadWriteLock gate) -> (Lock) (mode == Mode.ALONE ? gate.writeLock() : gate.readLock()))
                .toList();
        taken.forEach(Lock::lock);
    }

    void release() {
        taken.forEach(Lock::unlock);
    }

    enum Mode {
        /** Others may write, nobody changes locks. */
        TOGETHER,
        /** Nobody else writes. */
        ALONE
    }
}
