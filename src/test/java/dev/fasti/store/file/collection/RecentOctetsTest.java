package dev.fasti.store.file.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fasti.store.file.collection.RecentOctets.Touch;
import dev.fasti.store.file.disk.Digest;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecentOctetsTest {
    private static final Touch TOUCH = new Touch(1, 2, 3);

    private final RecentOctets recent = new RecentOctets(2 * RecentOctets.OVERHEAD + 100);

    private static byte[] octets(int size, int fill) {
        byte[] octets = new byte[size];
        Arrays.fill(octets, (byte) fill);
        return octets;
    }

    private Digest keep(int size, int fill) {
        byte[] octets = octets(size, fill);
        Digest digest = Digest.of(octets);
        recent.keep(digest, TOUCH, octets);
        return digest;
    }

    @Test
    @DisplayName("what was used longest ago goes when the bound is reached, never what was used last")
    void evicts() {
        Digest first = keep(40, 1);
        Digest second = keep(40, 2);
        assertThat(recent.get(first, TOUCH)).contains(octets(40, 1));

        Digest third = keep(40, 3);

        assertThat(recent.get(second, TOUCH)).isEmpty();
        assertThat(recent.get(first, TOUCH)).isPresent();
        assertThat(recent.get(third, TOUCH)).isPresent();
    }

    @Test
    @DisplayName("keeping the same twice counts once, and what is larger than all room is not kept")
    void counts() {
        Digest first = keep(40, 1);
        keep(40, 1);
        Digest second = keep(60, 2);
        assertThat(recent.get(first, TOUCH)).isPresent();
        assertThat(recent.get(second, TOUCH)).isPresent();

        assertThat(recent.get(keep(70_000, 3), TOUCH)).isEmpty();
        assertThat(recent.get(keep(RecentOctets.OVERHEAD + 101, 4), TOUCH)).isEmpty();
    }

    @Test
    @DisplayName("nothing is given out for a file that has been touched since")
    void notices() {
        Digest digest = keep(40, 1);
        assertThat(recent.get(digest, new Touch(2, 2, 3))).isEmpty();
        assertThat(recent.get(digest, new Touch(1, 3, 3))).isEmpty();
        assertThat(recent.get(digest, TOUCH)).isPresent();
    }
}
