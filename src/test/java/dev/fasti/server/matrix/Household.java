package dev.fasti.server.matrix;

import dev.fasti.acl.Scope;
import dev.fasti.auth.UserException;
import dev.fasti.auth.app.AppPasswordEditor;
import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Items;
import dev.fasti.server.fixture.TestServer;
import dev.fasti.server.fixture.Xml;
import dev.fasti.store.path.CollectionPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A server with the homes that the table speaks of, which can be brought back to how they were. */
final class Household implements AutoCloseable {
    private static final List<String> LOGINS = List.of("alice", "bob", "carol", "dave", "erin", "frank", "gina");
    private static final String READ = "D:read";
    private static final String LOOK = "D:read-current-user-privilege-set";

    private static final int CLUBS = 500;

    /** The address of who is locked out, and of nobody else. */
    private static final String GUESSER = "198.51.100.9";

    private static final int MOST_GUESSES = 12;

    private final TestServer server;
    private final Identity.Rights rights;

    /** Every file as it was when last looked at; empty if that has to be done. */
    private Map<String, String> known = Map.of();

    private final String readOnly;
    private final String oneCollection;

    private int regrants;
    private int guesses;

    Household(Path folder, Identity.Rights rights) {
        this.rights = rights;
        try {
            Files.createDirectories(folder.resolve("data/fasti"));
            List<String> groups = new ArrayList<>(List.of("family: dave"));
            IntStream.range(0, CLUBS).forEach(club -> groups.add("club" + club + ": dave"));
            Files.write(folder.resolve("data/fasti/groups"), groups);
            Path users = Files.write(
                    folder.resolve("users"),
                    LOGINS.stream().map(login -> login + ":secret").toList());
            AppPasswordEditor devices =
                    new AppPasswordEditor(folder.resolve("data/fasti/app-passwords"), Clock.systemUTC());
            readOnly = devices.add("alice", "display", new Scope(Scope.Use.READING, null), null);
            oneCollection = devices.add(
                    "alice", "kitchen", new Scope(Scope.Use.EVERYTHING, CollectionPath.of("alice", "calendar")), null);
            server = TestServer.start(
                    folder.resolve("data"),
                    Map.of(
                            "FASTI_RIGHTS_TYPE",
                            rights.setting(),
                            "FASTI_AUTH_HTPASSWD_FILE",
                            users.toString(),
                            "FASTI_ADMIN_ON_MAIN_PORT",
                            "health",
                            "FASTI_AUTH_FAILED_LOGINS",
                            "1",
                            "FASTI_AUTH_FAILED_LOGIN_WAIT",
                            rights == Identity.Rights.GUARDED ? "1h" : "0",
                            "FASTI_SERVER_TRUSTED_PROXIES",
                            "127.0.0.0/8,::1/128",
                            "FASTI_HISTORY_KEEP",
                            "0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UserException e) {
            throw new IllegalStateException(e);
        }
        // Where nobody's requests are looked at, the owner's home is enough.
        for (String login : rights == Identity.Rights.GUARDED ? List.of("alice") : LOGINS) {
            as(login).send("OPTIONS", "/").expect(200);
            List.of("events", "cards", "papers", "target", "cardtarget").forEach(name -> build(login, name));
        }
        if (rights != Identity.Rights.GUARDED) {
            build("gina", "calendar");
        }
        List.of("calendar", "contacts", "folder", "holidays", "private", "public")
                .forEach(name -> build("alice", name));
    }

    /** Requests as somebody. */
    TestServer.Call as(Identity who) {
        return switch (who) {
            case ANONYMOUS -> server.nobody();
            case WRONG -> server.as(who.login(), "not the password");
            case LOCKED_OUT -> server.as(who.login(), "guess " + guesses++).with("X-Forwarded-For", GUESSER);
            case READ_ONLY -> server.as(who.login(), readOnly);
            case ONE_COLLECTION -> server.as(who.login(), oneCollection);
            default -> as(who.login());
        };
    }

    /**
     * Sends the request of a row, UNLOCK with the token; from where wrong passwords come, until one has to wait. That is a
     * second at first, and twice as long after each that need not, so it comes to an end however slow the machine is.
     */
    Answer send(String method, Place place, Identity who, String token) {
        Answer answer = Requests.send(as(who), method, place, who, token);
        for (int i = 0; i < MOST_GUESSES && who == Identity.LOCKED_OUT && answer.status() == 401; i++) {
            answer = Requests.send(as(who), method, place, who, token);
        }
        return answer;
    }

    private TestServer.Call as(String login) {
        return server.as(login, "secret");
    }

    /** Makes the collection that a path leads through what it was in the beginning. */
    void restore(String path) {
        known = Map.of();
        String[] segments = path.split("/");
        if (segments.length < 2 || !LOGINS.contains(segments[1])) {
            return;
        }
        if (segments.length == 2) {
            as(segments[1]).send("ACL", path, Aces.acl()).expect(200);
        } else if (segments[2].startsWith("shared~")) {
            if (Files.exists(server.data().resolve("collection-root" + path))) {
                build(segments[1], segments[2]);
            }
            build("alice", "calendar");
        } else {
            build(segments[1], segments[2]);
        }
    }

    private void build(String login, String name) {
        TestServer.Call owner = as(login);
        String path = "/" + login + "/" + name + "/";
        owner.send("DELETE", path);
        switch (name) {
            case "events", "private", "public" -> calendar(owner, path);
            case "calendar" -> {
                calendar(owner, path);
                if (login.equals("alice")) {
                    share(path, Aces.grant(Aces.href("erin"), "C:read-free-busy"), regrant());
                }
            }
            case "cards", "contacts" -> book(owner, path);
            case "papers", "folder" -> folder(owner, path);
            case "target" -> owner.send("MKCALENDAR", path).expect(201);
            case "cardtarget" -> owner.send("MKCOL", path, addressBook()).expect(201);
            case "holidays" -> subscription(owner, path);
            default -> {} // was not there
        }
    }

    /** Grants a group nothing new, in other words each time: who has hidden the calendar sees it again. */
    private String regrant() {
        regrants++;
        return Aces.grant(Aces.href("group%3Aclub" + regrants % CLUBS), READ);
    }

    private static void calendar(TestServer.Call owner, String path) {
        owner.send("MKCALENDAR", path).expect(201);
        owner.put(path + "a.ics", Items.event("a")).expect(201);
        if (path.endsWith("/events/")) {
            owner.put(path + "new.ics", Items.event("new")).expect(201);
        }
        if (path.endsWith("/public/")) {
            owner.send("ACL", path, Aces.acl(Aces.grant("<D:all/>", READ))).expect(200);
        }
    }

    private void book(TestServer.Call owner, String path) {
        owner.send("MKCOL", path, addressBook()).expect(201);
        owner.put(path + "a.vcf", Items.card("a", "Ann")).expect(201);
        if (path.endsWith("/cards/")) {
            owner.put(path + "new.vcf", Items.card("new", "New")).expect(201);
        }
        if (path.endsWith("/contacts/")) {
            share(path);
        }
    }

    private void folder(TestServer.Call owner, String path) {
        owner.send("MKCOL", path).expect(201);
        owner.put(path + "a.txt", "text").expect(201);
        if (path.endsWith("/folder/")) {
            owner.send("MKCOL", path + "inner/").expect(201);
            owner.put(path + "inner/a.txt", "text").expect(201);
            share(path);
        }
    }

    private void subscription(TestServer.Call owner, String path) {
        owner.send("MKCOL", path, creation("<CS:subscribed/>")).expect(201);
        share(path);
    }

    private static String addressBook() {
        return creation("<CR:addressbook/>");
    }

    private static String creation(String type) {
        return Xml.creation("D:mkcol", "<D:resourcetype><D:collection/>" + type + "</D:resourcetype>");
    }

    private void share(String path, String... more) {
        if (rights != Identity.Rights.LISTS) {
            return;
        }
        String grants = Aces.grant(Aces.href("bob"), READ, LOOK)
                + Aces.grant(Aces.href("carol"), READ, LOOK, "D:write")
                + Aces.grant(Aces.href("group%3Afamily"), READ, LOOK, "D:write")
                + String.join("", more);
        as("alice").send("ACL", path, Aces.acl(grants)).expect(200);
    }

    /** Locks something of alice's, wherever it is seen. */
    String lock(String path) {
        known = Map.of();
        Answer answer = as("alice")
                .with("Depth", "0")
                .send("LOCK", original(path), Requests.LOCK_INFO)
                .expect(200);
        return answer.header("Lock-Token").orElseThrow();
    }

    void unlock(String path, String token) {
        known = Map.of();
        as("alice").with("Lock-Token", token).send("UNLOCK", original(path));
    }

    private static String original(String path) {
        return path.replaceFirst("/[a-z]+/shared~alice~", "/alice/");
    }

    /** Looks at every file, if something has been done since. */
    void remember() {
        if (known.isEmpty()) {
            known = files();
        }
    }

    /** Whether any file is there, gone or written since {@link #remember}. */
    boolean hasChanged() {
        Map<String, String> now = files();
        boolean isSame = now.equals(known);
        known = now;
        return !isSame;
    }

    /** Every file with what tells that it was written, but for what is kept only to be fast, and when devices came. */
    private Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        try {
            Files.walkFileTree(server.data(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return folder.endsWith("cache") ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!file.getFileName().toString().startsWith("app-password-uses")) {
                        files.put(
                                file.toString(),
                                attributes.size() + " "
                                        + attributes.lastModifiedTime().toMillis() + " " + attributes.fileKey());
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    @Override
    public void close() {
        server.close();
    }
}
