package dev.fasti.carddav;

import dev.fasti.dav.WholeFile;
import dev.fasti.store.Collection;
import dev.fasti.store.Content;
import dev.fasti.store.Facts.Trait;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import dev.fasti.vobject.file.LineEnds;
import dev.fasti.vobject.file.LineReader;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** An address book as its cards, one after the other (RFC 6350 section 3.3), each in the version that it has. */
final class AddressBookFile implements WholeFile {
    @Override
    public String mediaType() {
        return CardMediaType.SERVED;
    }

    @Override
    public String ending() {
        return ".vcf";
    }

    /** Nothing: there is no place for it. */
    @Override
    public List<String> header(Snapshot snapshot) {
        return List.of();
    }

    @Override
    public void write(Collection collection, Snapshot snapshot, OutputStream out, Course course) throws IOException {
        for (Member member : snapshot.members()) {
            course.next();
            if (member.facts().traits().contains(Trait.UNREADABLE)) {
                course.leftOut(member);
                continue;
            }
            Optional<Content> content = collection.read(member.name());
            if (content.isPresent()) {
                byte[] octets = content.get().octets();
                LineEnds.write(octets, LineReader.start(octets), octets.length, out);
            }
        }
    }
}
