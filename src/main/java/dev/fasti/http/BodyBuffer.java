package dev.fasti.http;

import java.io.IOException;
import java.io.InputStream;

/** The octets of one body as they come: an array that doubles, with the memory's leave, as far as it is filled. */
final class BodyBuffer {
    private final RequestMemory memory;
    private final int most;
    private byte[] octets;
    private int length;

    /**
     * @param first how many octets there is an array for to begin with
     * @param most how many there may be
     */
    BodyBuffer(RequestMemory memory, int first, int most) {
        this.memory = memory;
        this.most = most;
        octets = memory.array(new byte[0], Math.min(first, most));
    }

    int length() {
        return length;
    }

    /**
     * Reads what has come.
     *
     * @return whether that was not the end
     * @throws dev.fasti.dav.DavException if there is no room for more
     * @throws Excess if there are more octets than there may be
     */
    boolean readFrom(InputStream in) throws IOException {
        if (length < octets.length) {
            int count = in.read(octets, length, octets.length - length);
            length += Math.max(0, count);
            return count >= 0;
        }
        int next = in.read();
        if (next < 0) {
            return false;
        }
        grow();
        octets[length++] = (byte) next;
        return true;
    }

    private void grow() throws Excess {
        if (length == most) {
            throw new Excess();
        }
        octets = memory.array(octets, (int) Math.min(most, Math.max(1, 2L * length)));
    }

    /** All that was read. */
    byte[] whole() {
        return length == octets.length ? octets : memory.array(octets, length);
    }

    /** There are more octets than there may be. */
    static final class Excess extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
