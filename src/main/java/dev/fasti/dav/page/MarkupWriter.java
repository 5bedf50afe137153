package dev.fasti.dav.page;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes HTML, or XML without namespaces, as a stream: what is ours as it is, and what comes from elsewhere as text, wherever it stands. */
final class MarkupWriter {
    private final Writer out;

    MarkupWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    /** Writes markup. */
    MarkupWriter markup(String ours) {
        try {
            out.write(ours);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes text, which is safe between tags and in quoted attributes. */
    MarkupWriter text(String theirs) {
        StringBuilder safe = new StringBuilder(theirs.length() + 16);
        theirs.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\t', '\n' -> safe.append(' ');
                default -> safe.appendCodePoint(Character.isISOControl(c) ? '\ufffd' : c);
            }
        });
        return markup(safe.toString());
    }

    /** Ends the page; one that has not been ended never looks whole. */
    void finish() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
