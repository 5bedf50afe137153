package dev.fasti.server.model;

import dev.fasti.server.fixture.Aces;
import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.Xml;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Steps that change collections, their lists and their locks. */
final class CollectionSteps {
    private final World world;

    CollectionSteps(World world) {
        this.world = world;
    }

    Optional<String> patch(Step step) {
        Answer answer = world.call(step)
                .send(
                        "PROPPATCH",
                        world.path(step.from(), Optional.empty()),
                        Xml.proppatch("<X:note>" + world.taken() + "</X:note>"));
        Set<Integer> right = world.oracle.patch(step.user(), step.from(), world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && answer.status() == 207) {
            world.oracle.shelves.get(step.from()).note = Integer.toString(world.taken());
        }
        return World.wrong(answer, right);
    }

    Optional<String> lock(Step step) {
        Optional<String> member = step.variant() > 2 ? Optional.of(World.name(step.member())) : Optional.empty();
        boolean isDeep = step.variant() == 1;
        boolean isShared = step.other() > 0;
        Answer answer = world.call(step.user())
                .with("Depth", isDeep ? "infinity" : "0")
                .send(
                        "LOCK",
                        world.path(step.from(), member),
                        Xml.document(
                                "D:lockinfo",
                                "<D:lockscope><D:" + (isShared ? "shared" : "exclusive")
                                        + "/></D:lockscope><D:locktype><D:write/></D:locktype>"));
        String token = answer.header("Lock-Token")
                .map(field -> field.substring(1, field.length() - 1))
                .orElse("");
        LockBook.Lock lock = new LockBook.Lock(token, step.user(), step.from(), member, isDeep, isShared);
        Set<Integer> right = world.oracle.lock(lock);
        if (World.wrong(answer, right).isEmpty() && answer.status() == 200) {
            world.oracle.locks.all().add(lock);
        }
        return World.wrong(answer, right);
    }

    /** Of a lock that is there, whoever asks: its creator may, and the owner of the home, who has DAV:unlock. */
    Optional<String> unlock(Step step) {
        List<LockBook.Lock> all = world.oracle.locks.all();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        LockBook.Lock lock = all.get(step.member() % all.size());
        Answer answer = world.call(step.user())
                .with("Lock-Token", "<" + lock.token() + ">")
                .send("UNLOCK", world.path(lock.collection(), lock.member()));
        boolean isAllowed = step.user() == Oracle.OWNER
                || (step.user() == lock.creator()
                        && world.oracle.level(step.user(), lock.collection()) != Shelf.Level.NONE);
        if (isAllowed && answer.status() == 204) {
            all.remove(lock);
        }
        return World.wrong(answer, Set.of(isAllowed ? 204 : 403));
    }

    /** The list names each user and each group with a level of its own, or not at all. */
    Optional<String> share(Step step) {
        int[] numbers = {step.variant(), step.other(), step.to(), step.member()};
        Map<Grantee, Shelf.Level> levels = new EnumMap<>(Grantee.class);
        List<String> grants = new ArrayList<>();
        for (Grantee grantee : Grantee.values()) {
            Shelf.Level level = Shelf.Level.values()[numbers[grantee.ordinal()] % 3];
            String[] privileges =
                    level == Shelf.Level.WRITE ? new String[] {"D:read", "D:write"} : new String[] {"D:read"};
            if (level != Shelf.Level.NONE) {
                levels.put(grantee, level);
                grants.add(Aces.grant(grantee.element(), privileges));
            }
        }
        Answer answer = world.call(step)
                .send("ACL", world.path(step.from(), Optional.empty()), Aces.acl(grants.toArray(String[]::new)));
        Set<Integer> right = world.oracle.share(step.user(), step.from(), world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && answer.status() == 200) {
            Map<Grantee, Shelf.Level> known = world.oracle.shelves.get(step.from()).grants;
            known.clear();
            known.putAll(levels);
        }
        return World.wrong(answer, right);
    }

    /** Somebody joins a group or leaves it, while the server is not there. */
    Optional<String> join(Step step) {
        Set<Integer> members = world.oracle.members.get(step.variant() % 2 == 0 ? Grantee.FAMILY : Grantee.TEAM);
        if (!members.remove(step.user())) {
            members.add(step.user());
        }
        world.restart();
        return Optional.empty();
    }

    Optional<String> make(Step step) {
        Shelf.Kind kind = World.kind(step.from());
        String path = world.path(step.from(), Optional.empty());
        Answer answer = kind == Shelf.Kind.CALENDAR
                ? world.call(step.user()).send("MKCALENDAR", path)
                : world.call(step.user())
                        .send(
                                "MKCOL",
                                path,
                                Xml.creation(
                                        "D:mkcol",
                                        "<D:resourcetype><D:collection/><CR:addressbook/></D:resourcetype>"));
        Set<Integer> right = world.oracle.make(step.user(), step.from(), kind);
        if (World.wrong(answer, right).isEmpty() && answer.status() == 201) {
            world.oracle.shelves.put(step.from(), new Shelf(kind));
        }
        return World.wrong(answer, right);
    }

    Optional<String> remove(Step step) {
        Answer answer = world.call(step).send("DELETE", world.path(step.from(), Optional.empty()));
        Set<Integer> right = world.oracle.remove(step.user(), step.from(), world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && World.isDone(answer)) {
            world.oracle.shelves.remove(step.from());
            world.oracle.locks.dropAll(step.from());
        }
        return World.wrong(answer, right);
    }

    Optional<String> transferAll(Step step) {
        boolean isMove = step.kind() == Step.Kind.MOVE_ALL;
        boolean overwrites = step.variant() > 1;
        Answer answer = world.call(step)
                .with("Overwrite", overwrites ? "T" : "F")
                .with("Destination", world.path(step.to(), Optional.empty()))
                .send(isMove ? "MOVE" : "COPY", world.path(step.from(), Optional.empty()));
        Set<Integer> right = world.oracle.transferAll(
                step.user(), step.from(), step.to(), isMove, overwrites, world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && World.isDone(answer)) {
            Shelf source = world.oracle.shelves.get(step.from());
            world.oracle.shelves.put(step.to(), isMove ? source : source.copy());
            world.oracle
                    .locks
                    .all()
                    .removeIf(lock -> lock.collection() == step.to()
                            && lock.member().isPresent()
                            && !world.oracle
                                    .shelves
                                    .get(step.to())
                                    .items
                                    .containsKey(lock.member().get()));
            if (isMove) {
                world.oracle.shelves.remove(step.from());
                world.oracle.locks.dropAll(step.from());
            }
        }
        return World.wrong(answer, right);
    }
}
