package dev.fasti.server.model;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The server and the {@link Oracle}, as steps find them. */
final class World implements AutoCloseable {
    private static final List<String> LOGINS = List.of("alice", "bob", "carol");

    private static final int ADDRESS_BOOK = 3;

    private final Path data;
    final Oracle oracle = new Oracle();
    private TestServer server;
    private int taken;

    World(Path data) {
        this.data = data;
        server = open();
        LOGINS.forEach(login -> call(LOGINS.indexOf(login)).send("OPTIONS", "/").expect(200));
    }

    @Override
    public void close() {
        server.close();
    }

    /** How many steps there have been. */
    int taken() {
        return taken;
    }

    /** Another step is taken. */
    void count() {
        taken++;
    }

    TestServer.Call call(int user) {
        String login = LOGINS.get(user);
        return server.as(login, "secret-" + login.charAt(0));
    }

    /**
     * With every token that the user could know of, each for the root of its lock (RFC 4918 section 10.4); a root that he
     * may not see any more has no state for him.
     */
    TestServer.Call call(Step step) {
        String lists = oracle.locks.all().stream()
                .filter(lock -> submitted(step).contains(lock.token()))
                .map(lock -> "<" + path(lock.collection(), lock.member()) + "> (<" + lock.token() + ">)")
                .collect(Collectors.joining(" "));
        TestServer.Call call = call(step.user());
        return lists.isEmpty() ? call : call.with("If", lists);
    }

    Set<String> submitted(Step step) {
        return step.hasTokens()
                ? oracle.locks.all().stream()
                        .filter(lock -> lock.creator() == step.user()
                                && oracle.level(step.user(), lock.collection()) != Shelf.Level.NONE)
                        .map(LockBook.Lock::token)
                        .collect(Collectors.toSet())
                : Set.of();
    }

    /** What is made there; copies and moves may bring something else. */
    static Shelf.Kind kind(int collection) {
        return collection == ADDRESS_BOOK ? Shelf.Kind.ADDRESS_BOOK : Shelf.Kind.CALENDAR;
    }

    static String path(int collection, Optional<String> member) {
        return "/alice/c" + collection + "/" + member.orElse("");
    }

    /** Where a user finds something: every other time in the own home, if it is shared. */
    String seen(Step step, int collection, String member) {
        boolean isMounted = step.user() != Oracle.OWNER
                && step.variant() % 2 == 1
                && oracle.level(step.user(), collection) != Shelf.Level.NONE;
        String name = "c" + collection + "/" + member;
        return isMounted ? "/" + LOGINS.get(step.user()) + "/shared~alice~" + name : "/alice/" + name;
    }

    static String name(int member) {
        return "m" + member;
    }

    static Optional<String> wrong(Answer answer, Set<Integer> right) {
        return right.contains(answer.status())
                ? Optional.empty()
                : Optional.of("expected " + right + ", got " + answer.status() + " " + answer.body());
    }

    static boolean isDone(Answer answer) {
        return answer.status() < 300 && answer.status() != 207;
    }

    static String tag(String octets) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets.getBytes(StandardCharsets.UTF_8));
            return '"' + HexFormat.of().formatHex(hash) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server ends and starts again. */
    void restart() {
        server.close();
        server = open();
    }

    private TestServer open() {
        List<String> lines = new ArrayList<>();
        oracle.members.forEach((group, users) -> lines.add(group.name().toLowerCase(Locale.ROOT) + ": "
                + users.stream().map(LOGINS::get).collect(Collectors.joining(", "))));
        try {
            Files.createDirectories(data.resolve("fasti"));
            Files.write(data.resolve("fasti/groups"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TestServer.start(data, Map.of("FASTI_QUOTA_USERS", "alice=" + Oracle.QUOTA));
    }
}
