package dev.fasti.cli.site;

import dev.fasti.acl.Ace;
import dev.fasti.acl.Privilege;
import dev.fasti.acl.Rights;
import dev.fasti.acl.Viewer;
import dev.fasti.acl.rights.RightsFault;
import dev.fasti.acl.rights.RightsTable;
import dev.fasti.auth.FollowedFile;
import dev.fasti.config.ConfigException;
import dev.fasti.config.RightsConfig;
import dev.fasti.machine.Reason;
import dev.fasti.store.CollectionKind;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rights that the configuration names. */
public final class ConfiguredRights {
    private static final Logger log = LoggerFactory.getLogger(ConfiguredRights.class);

    private ConfiguredRights() {}

    /** @throws ConfigException if there is a rights file that cannot be read, or is wrong; with the line */
    public static Rights of(RightsConfig config, Clock clock) {
        return switch (config.type()) {
            case OWNER_ONLY -> Rights.ownerOnly();
            case OWNER_WRITE -> Rights.ownerWrite();
            case AUTHENTICATED -> Rights.authenticated();
            case FILE -> new Followed(config.file(), read(config.file()), clock);
        };
    }

    private static RightsTable read(Path file) {
        try {
            return RightsTable.read(Files.readAllBytes(file));
        } catch (RightsFault e) {
            throw new ConfigException(List.of(file + ":" + e.line() + ": " + e.reason()));
        } catch (IOException e) {
            throw new ConfigException(List.of(file + ": the rights file cannot be read: " + Reason.of(e)));
        }
    }

    /** The rights of a file as it is now, or as it was when it last made sense. */
    private static final class Followed implements Rights, FollowedFile.Reader<RightsTable> {
        private final Path file;
        private final FollowedFile<RightsTable> followed;
        private volatile RightsTable last;

        Followed(Path file, RightsTable first, Clock clock) {
            this.file = file;
            this.last = first;
            this.followed = new FollowedFile<>(file, this, clock);
        }

        @Override
        public boolean ownersHaveAll() {
            return false;
        }

        @Override
        public Set<Privilege> granted(Viewer who, CollectionPath path, Optional<CollectionKind> kind) {
            return followed.recent().granted(who, path, kind);
        }

        @Override
        public List<Ace> entries(Viewer who, CollectionPath path, Optional<CollectionKind> kind) {
            return followed.recent().entries(who, path, kind);
        }

        @Override
        public RightsTable read(byte[] octets) {
            try {
                last = RightsTable.read(octets);
            } catch (RightsFault e) {
                log.error("{}:{}: {}; the old rights stay in force", file, e.line(), e.reason());
            }
            return last;
        }

        @Override
        public RightsTable withoutFile(IOException cause) {
            log.error("{} cannot be read, the old rights stay in force: {}", file, Reason.of(cause));
            return last;
        }
    }
}
