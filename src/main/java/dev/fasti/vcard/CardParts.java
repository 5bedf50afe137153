package dev.fasti.vcard;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Some of the properties of a card (RFC 6352 section 10.4.2). What is kept of a card is kept octet for octet, folds and
 * all; BEGIN and END always are. A card within AGENT belongs to that property.
 */
public final class CardParts {
    private static final byte[] LINE_END = {'\r', '\n'};

    /** What to keep of each name, in any group where the group is empty. */
    private final Map<String, Map<Optional<String>, Content>> parts = new HashMap<>();

    /** @param parts the properties to keep; where several are the same one, a value is kept if one of them wants it */
    public CardParts(List<Part> parts) {
        for (Part part : parts) {
            this.parts
                    .computeIfAbsent(part.name(), same -> new HashMap<>())
                    .merge(part.group(), part.content(), Content::more);
        }
    }

    /** The card with these properties only. */
    public byte[] of(byte[] card) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CardLines lines = new CardLines(card);
        int depth = 0;
        boolean keepsInner = false;
        while (lines.next()) {
            String name = lines.name();
            boolean begins = name.equals("BEGIN");
            boolean isFrame = begins || name.equals("END");
            depth -= isFrame && !begins ? 1 : 0;
            Optional<Content> kept;
            if (depth > 0 && (isFrame || depth > 1)) {
                kept = keepsInner ? Optional.of(Content.WITH_VALUE) : Optional.empty();
            } else if (isFrame) {
                kept = Optional.of(Content.WITH_VALUE);
            } else {
                kept = content(lines.group(), name);
                keepsInner = kept.equals(Optional.of(Content.WITH_VALUE));
            }
            kept.ifPresent(content -> {
                lines.write(out, content);
                out.writeBytes(LINE_END);
            });
            depth += begins ? 1 : 0;
        }
        return out.toByteArray();
    }

    private Optional<Content> content(Optional<String> group, String name) {
        Map<Optional<String>, Content> named = parts.getOrDefault(name, Map.of());
        Content anywhere = named.get(Optional.<String>empty());
        Content here = named.get(group);
        return anywhere == null || here == null
                ? Optional.ofNullable(anywhere == null ? here : anywhere)
                : Optional.of(anywhere.more(here));
    }

    /** What is kept of a property. */
    public enum Content {
        WITH_VALUE,
        /** Name and parameters, and the colon after them. */
        WITHOUT_VALUE;

        private Content more(Content other) {
            return this == WITH_VALUE ? this : other;
        }
    }

    /**
     * Properties of one name.
     *
     * @param group the only group they may be in, in upper case; empty for any and none
     * @param name in upper case
     * @param content what is kept of each
     */
    public record Part(Optional<String> group, String name, Content content) {
        /** @param name of the property, after its group and a dot if only that group is meant; in any case */
        public static Part of(String name, Content content) {
            String upper = name.toUpperCase(Locale.ROOT);
            int dot = upper.indexOf('.');
            return new Part(
                    dot < 0 ? Optional.empty() : Optional.of(upper.substring(0, dot)),
                    upper.substring(dot + 1),
                    content);
        }
    }

    /** A cursor over the lines of a card, each with its folds. */
    private static final class CardLines {
        private final byte[] card;
        private int start;
        private int end;
        private int next;
        private int colon;
        private String header = "";

        CardLines(byte[] card) {
            this.card = card;
            boolean hasMark =
                    card.length >= 3 && card[0] == (byte) 0xEF && card[1] == (byte) 0xBB && card[2] == (byte) 0xBF;
            next = hasMark ? 3 : 0;
        }

        /** Goes to the next line that is not blank. */
        boolean next() {
            start = afterLineEnds(next);
            if (start == card.length) {
                return false;
            }
            readHeader();
            boolean isQuotedPrintable = header.toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE");
            end = lineEnd(start);
            next = afterLineEnds(end);
            while (next < card.length && (isBlank(card[next]) || isQuotedPrintable && card[end - 1] == '=')) {
                end = lineEnd(next);
                next = afterLineEnds(end);
            }
            return true;
        }

        /** Reads name and parameters without folds, up to the first colon that is not in quotes. */
        private void readHeader() {
            StringBuilder text = new StringBuilder();
            boolean inQuotes = false;
            int at = start;
            while (at < card.length && (card[at] != ':' || inQuotes)) {
                if (card[at] == '\r' || card[at] == '\n') {
                    at = afterLineEnds(at);
                    if (at == card.length || !isBlank(card[at])) {
                        break;
                    }
                } else {
                    inQuotes ^= card[at] == '"';
                    text.append((char) (card[at] & 0xFF));
                }
                at++;
            }
            colon = Math.min(at, card.length - 1);
            header = text.toString();
        }

        private int lineEnd(int from) {
            int at = from;
            while (at < card.length && card[at] != '\r' && card[at] != '\n') {
                at++;
            }
            return at;
        }

        private int afterLineEnds(int from) {
            int at = from;
            while (at < card.length && (card[at] == '\r' || card[at] == '\n')) {
                at++;
            }
            return at;
        }

        private static boolean isBlank(byte octet) {
            return octet == ' ' || octet == '\t';
        }

        private String qualified() {
            int semicolon = header.indexOf(';');
            return (semicolon < 0 ? header : header.substring(0, semicolon))
                    .strip()
                    .toUpperCase(Locale.ROOT);
        }

        Optional<String> group() {
            int dot = qualified().indexOf('.');
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(qualified().substring(0, dot).strip());
        }

        String name() {
            return qualified().substring(qualified().indexOf('.') + 1).strip();
        }

        void write(ByteArrayOutputStream out, Content content) {
            int to = content == Content.WITH_VALUE ? end : Math.min(end, colon + 1);
            out.write(card, start, to - start);
        }
    }
}
