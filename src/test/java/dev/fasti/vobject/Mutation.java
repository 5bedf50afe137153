package dev.fasti.vobject;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Damages objects as transfers, editors and careless programs do: octets lost, moved, doubled and replaced. */
public final class Mutation {
    private final byte[] markup;

    /** @param markup what means something in such an object, and is put in most often */
    public Mutation(String markup) {
        this.markup = markup.getBytes(StandardCharsets.US_ASCII);
    }

    /** A copy with up to three edits. */
    public byte[] of(byte[] seed, Random random) {
        byte[] octets = Arrays.copyOf(seed, seed.length);
        int edits = random.nextInt(4);
        for (int i = 0; i < edits; i++) {
            int at = random.nextInt(octets.length);
            switch (random.nextInt(8)) {
                case 0 -> octets[at] = (byte) random.nextInt(256);
                case 1 -> octets = Arrays.copyOf(octets, 1 + at);
                case 2 -> System.arraycopy(octets, at, octets, at / 2, octets.length - at);
                case 3, 4 -> octets[at] = octets[random.nextInt(octets.length)];
                default -> octets[at] = markup[random.nextInt(markup.length)];
            }
        }
        return octets;
    }
}
