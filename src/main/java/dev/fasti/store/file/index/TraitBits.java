package dev.fasti.store.file.index;

import dev.fasti.store.Facts.Trait;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Sets of traits as numbers, each trait a bit. */
final class TraitBits {
    private static final List<Set<Trait>> SETS = sets();

    private TraitBits() {}

    private static List<Set<Trait>> sets() {
        List<Set<Trait>> sets = new ArrayList<>();
        for (int bits = 0; bits < 1 << Trait.values().length; bits++) {
            EnumSet<Trait> traits = EnumSet.noneOf(Trait.class);
            for (Trait trait : Trait.values()) {
                if ((bits & 1 << trait.ordinal()) != 0) {
                    traits.add(trait);
                }
            }
            sets.add(Set.copyOf(traits));
        }
        return List.copyOf(sets);
    }

    static int of(Set<Trait> traits) {
        int bits = 0;
        for (Trait trait : traits) {
            bits |= 1 << trait.ordinal();
        }
        return bits;
    }

    static boolean isValid(int bits) {
        return bits >= 0 && bits < SETS.size();
    }

    static Set<Trait> traits(int bits) {
        return SETS.get(bits);
    }
}
