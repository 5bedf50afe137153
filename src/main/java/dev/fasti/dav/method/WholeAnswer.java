package dev.fasti.dav.method;

import dev.fasti.dav.DavExchange;
import dev.fasti.dav.DavResource.CollectionResource;
import dev.fasti.dav.HttpDate;
import dev.fasti.dav.WholeFile;
import dev.fasti.dav.property.DeadProperties;
import dev.fasti.store.Member;
import dev.fasti.store.Snapshot;
import dev.fasti.store.condition.ETag;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer to GET and HEAD of a calendar or an address book (RFC 4918 section 9.4): all that is in it as one file, for
 * programs that subscribe to a URL.
 *
 * <p>Its tag is weak, of the collection's history and of what the file says of it: who asks again is answered before
 * anything is read. What was sent cannot be taken back: where a member cannot be read any more, the answer breaks off.
 */
final class WholeAnswer {
    private static final Logger LOG = LoggerFactory.getLogger(WholeAnswer.class);
    private static final int LONGEST_NAME = 60;

    void answer(DavExchange exchange, CollectionResource resource, WholeFile file) {
        Snapshot snapshot = resource.snapshot();
        ETag tag = tag(snapshot, file);
        Conditions.requireUnchanged(exchange, tag, snapshot.modified());
        exchange.setHeader("ETag", "W/" + tag.value());
        exchange.setHeader("Last-Modified", HttpDate.format(snapshot.modified()));
        exchange.setHeader("Cache-Control", "private, no-cache");
        if (Conditions.isKnown(exchange, tag, snapshot.modified())) {
            exchange.answerEmpty(304);
            return;
        }
        exchange.setHeader("Content-Type", file.mediaType());
        exchange.setHeader("Content-Disposition", disposition(DeadProperties.displayName(resource), file.ending()));
        exchange.setHeader("X-Content-Type-Options", "nosniff");
        exchange.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        if (exchange.method().equals("HEAD")) {
            exchange.answerEmpty(200);
            return;
        }
        exchange.reserve(largest(snapshot));
        Skipped skipped = new Skipped();
        OutputStream out = exchange.answer(200);
        try {
            file.write(resource.collection(), snapshot, out, skipped);
            out.close(); // not after a failure: the answer would look whole
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (skipped.count > 0) {
            LOG.warn("{}: {} items are not in what was sent of it as one file", resource.place(), skipped.count);
        }
    }

    private static ETag tag(Snapshot snapshot, WholeFile file) {
        String said = snapshot.token() + "\n" + String.join("\n", file.header(snapshot));
        return ETag.of(said.getBytes(StandardCharsets.UTF_8));
    }

    private static long largest(Snapshot snapshot) {
        long largest = 0;
        for (Member member : snapshot.members()) {
            largest = Math.max(largest, member.size());
        }
        return largest;
    }

    /** A browser saves it, under the collection's name (RFC 6266 section 4.3, RFC 8187 section 3.2). */
    private static String disposition(String name, String ending) {
        String plain =
                name.strip().replaceAll("[/\\\\:*?\"<>|%\\p{Cntrl}]", "_").replaceFirst("^\\.+", "_");
        int end = plain.offsetByCodePoints(0, Math.min(LONGEST_NAME, plain.codePointCount(0, plain.length())));
        String whole = plain.substring(0, end) + (plain.endsWith(ending) && end == plain.length() ? "" : ending);
        String ascii = whole.replaceAll("[^\\x20-\\x7e]", "_");
        String encoded = URLEncoder.encode(whole, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        return "attachment; filename=\"" + ascii + '"' + (ascii.equals(whole) ? "" : "; filename*=UTF-8''" + encoded);
    }

    /** Counts what is left out; the log names it only where all of it is wanted. */
    private static final class Skipped implements WholeFile.Course {
        private int count;

        @Override
        public void next() {}

        @Override
        public void leftOut(Member member) {
            count++;
            LOG.debug("{} is left out", member.name());
        }
    }
}
