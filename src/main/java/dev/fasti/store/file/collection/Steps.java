package dev.fasti.store.file.collection;

import dev.fasti.store.file.folder.Examiner;
import dev.fasti.store.file.folder.Setting;
import dev.fasti.store.file.past.MassDeletes;
import java.nio.file.Path;
import java.time.Clock;

/** The steps of which reading and writing the members of any collection of one store consist. */
public record Steps(
        Gate gate,
        Reconciler reconciler,
        MemberReads reads,
        MemberWrites writes,
        MassDeletes massDeletes,
        OwnProperties own,
        Clock clock) {
    /** Those of a store whose homes lie in {@code root}. */
    public static Steps of(Gate gate, Path root, Setting setting, Examiner examiner, MassDeletes massDeletes) {
        Reconciler reconciler = new Reconciler(setting, examiner);
        return new Steps(
                gate,
                reconciler,
                new MemberReads(reconciler, setting.clock()),
                new MemberWrites(setting, reconciler),
                massDeletes,
                new OwnProperties(root, setting),
                setting.clock());
    }
}
