package dev.fasti.heap;

/** A heap of which a test says what is in it. */
final class MadeUpHeap implements HeapRoom.Heap {
    private final long most;
    long live;
    long garbage;
    long nanos;
    int collections;
    /** How long one takes, in nanoseconds. */
    long collection;

    MadeUpHeap(long most) {
        this.most = most;
    }

    @Override
    public long most() {
        return most;
    }

    @Override
    public long used() {
        return live + garbage;
    }

    @Override
    public void collect() {
        collections++;
        garbage = 0;
        nanos += collection;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
