package dev.fasti.store.file;

import dev.fasti.store.file.past.MassDeletes;
import java.time.Clock;

/** The steps of which reading and writing the members of any collection of one store consist. */
record Steps(
        Gate gate,
        Reconciler reconciler,
        MemberReads reads,
        MemberWrites writes,
        MassDeletes massDeletes,
        OwnProperties own,
        Clock clock) {}
