package dev.fasti.server.matrix;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The table of who may do what, {@code authorisation.txt}, which says itself how it is read.
 *
 * @param places what rows are about, by name
 * @param rows in the order of the file
 */
record AuthorisationTable(Map<String, Place> places, List<Row> rows) {
    /**
     * One method on one resource.
     *
     * @param expected by identity
     * @param lacking by identity, the resource that a missing privilege is missing on
     */
    record Row(String method, Place place, Map<Identity, String> expected, Map<Identity, Lacking> lacking) {
        @Override
        public String toString() {
            return method + " " + place.name();
        }
    }

    /** The resource that lacks a privilege, from what was asked for. */
    enum Lacking {
        /** What was asked for. */
        ITSELF,
        PARENT,
        /** What was to be copied or moved there. */
        SOURCE,
        /** Where it was to be copied or moved to. */
        TARGET,
        TARGET_PARENT;

        /** The href. */
        String of(Place place, Identity who) {
            return switch (this) {
                case ITSELF -> place.of(who);
                case PARENT -> parent(place.of(who));
                case SOURCE -> Requests.source(place, who);
                case TARGET -> Requests.target(place, who);
                case TARGET_PARENT -> parent(Requests.target(place, who));
            };
        }

        private static String parent(String path) {
            return path.replaceFirst("[^/]+/?$", "");
        }
    }

    static AuthorisationTable read() {
        try (InputStream in = Objects.requireNonNull(
                AuthorisationTable.class.getResourceAsStream("authorisation.txt"), "authorisation.txt")) {
            return new Reader().read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader {
        private static final List<Identity> WRITTEN =
                Arrays.stream(Identity.values()).filter(Identity::isWritten).toList();

        private final Map<String, Place> places = new LinkedHashMap<>();
        private final List<Row> rows = new ArrayList<>();
        private final List<String[]> likenesses = new ArrayList<>();
        private final List<String[]> lackings = new ArrayList<>();
        private String method = "";

        AuthorisationTable read(String text) {
            for (String line : text.split("\n")) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    read(line.strip().split("\\s+"));
                }
            }
            likenesses.forEach(this::apply);
            lackings.forEach(this::applyLacking);
            return new AuthorisationTable(places, rows);
        }

        private void read(String[] words) {
            if (words[0].equals("place")) {
                places.put(words[1], new Place(words[1], words[2]));
            } else if (words[0].equals("method")) {
                method = words[1];
                requireColumns(Arrays.asList(words).subList(2, words.length));
            } else if (words[0].equals("like") || words[0].equals("but")) {
                likenesses.add(words);
            } else if (words[0].equals("lacking")) {
                lackings.add(words);
            } else {
                row(words);
            }
        }

        private static void requireColumns(List<String> names) {
            List<String> all = WRITTEN.stream().map(Identity::column).toList();
            if (!names.equals(all)) {
                throw new IllegalStateException("the columns are " + names + " and not " + all);
            }
        }

        /** A line about a column that is not written: see the file. One that is about no cell is a mistake. */
        private void apply(String[] words) {
            boolean isLike = words[0].equals("like");
            Identity who = identity(words[1]);
            boolean isUsed = false;
            for (Row row : rows) {
                if (isLike && isIn(row.place().name(), words[3])) {
                    isUsed = true;
                    row.expected().put(who, row.expected().get(identity(words[2])));
                } else if (!isLike
                        && isIn(row.method(), words[2])
                        && isIn(row.place().name(), words[3])
                        && isIn(row.expected().get(who), words[4])) {
                    isUsed = true;
                    row.expected().put(who, words[5]);
                }
            }
            requireUsed(isUsed, words);
        }

        /** A line about which resource lacks a privilege; one that is about no cell is a mistake. */
        private void applyLacking(String[] words) {
            Lacking resource = Lacking.valueOf(words[5].toUpperCase(Locale.ROOT).replace('-', '_'));
            boolean isUsed = false;
            for (Row row : rows) {
                for (Map.Entry<Identity, String> cell : row.expected().entrySet()) {
                    if (cell.getValue().startsWith("403:")
                            && isIn(cell.getValue().substring(4), words[1])
                            && isIn(row.method(), words[2])
                            && isIn(row.place().name(), words[3])
                            && isIn(cell.getKey().column(), words[4])) {
                        isUsed = true;
                        row.lacking().put(cell.getKey(), resource);
                    }
                }
            }
            requireUsed(isUsed, words);
        }

        private static void requireUsed(boolean isUsed, String... words) {
            if (!isUsed) {
                throw new IllegalStateException("about no cell: " + String.join(" ", words));
            }
        }

        private static boolean isIn(String word, String list) {
            return list.equals("*") || Arrays.asList(list.split(",")).contains(word);
        }

        private static Identity identity(String column) {
            return Identity.valueOf(column.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        private void row(String[] words) {
            Place place = Objects.requireNonNull(places.get(words[0]), words[0]);
            if (words.length != WRITTEN.size() + 1) {
                throw new IllegalStateException("not one cell a column: " + String.join(" ", words));
            }
            Map<Identity, String> expected = new LinkedHashMap<>();
            for (int i = 0; i < WRITTEN.size(); i++) {
                expected.put(WRITTEN.get(i), words[i + 1]);
            }
            rows.add(new Row(method, place, expected, new EnumMap<>(Identity.class)));
        }
    }
}
