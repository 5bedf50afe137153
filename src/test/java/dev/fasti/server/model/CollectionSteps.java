package dev.fasti.server.model;

import dev.fasti.server.Aces;
import dev.fasti.server.Answer;
import dev.fasti.server.Xml;
import java.util.ArrayList;
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
            world.oracle.calendars.get(step.from()).note = Integer.toString(world.taken());
        }
        return World.wrong(answer, right);
    }

    Optional<String> lock(Step step) {
        Optional<String> member = step.variant() > 2 ? Optional.of(World.name(step.member())) : Optional.empty();
        boolean isDeep = step.variant() == 1;
        Answer answer = world.call(step.user())
                .with("Depth", isDeep ? "infinity" : "0")
                .send(
                        "LOCK",
                        world.path(step.from(), member),
                        Xml.document(
                                "D:lockinfo",
                                "<D:lockscope><D:exclusive/></D:lockscope><D:locktype><D:write/></D:locktype>"));
        Set<Integer> right = world.oracle.lock(step.user(), step.from(), member, isDeep);
        if (World.wrong(answer, right).isEmpty() && answer.status() == 200) {
            String token = answer.header("Lock-Token").orElseThrow();
            world.oracle.locks.add(
                    new Oracle.Lock(token.substring(1, token.length() - 1), step.user(), step.from(), member, isDeep));
        }
        return World.wrong(answer, right);
    }

    /** Of a lock that is there, whoever asks: its creator may, and the owner of the home, who has DAV:unlock. */
    Optional<String> unlock(Step step) {
        if (world.oracle.locks.isEmpty()) {
            return Optional.empty();
        }
        Oracle.Lock lock = world.oracle.locks.get(step.member() % world.oracle.locks.size());
        Answer answer = world.call(step.user())
                .with("Lock-Token", "<" + lock.token() + ">")
                .send("UNLOCK", world.path(lock.collection(), lock.member()));
        boolean isAllowed = step.user() == Oracle.OWNER
                || (step.user() == lock.creator()
                        && world.oracle.level(step.user(), lock.collection()) != Calendar.Level.NONE);
        if (isAllowed && answer.status() == 204) {
            world.oracle.locks.remove(lock);
        }
        return World.wrong(answer, Set.of(isAllowed ? 204 : 403));
    }

    Optional<String> share(Step step) {
        Calendar.Level first = Calendar.Level.values()[step.variant() % 3];
        Calendar.Level second = Calendar.Level.values()[step.other() % 3];
        List<String> grants = new ArrayList<>();
        for (Map.Entry<String, Calendar.Level> entry :
                Map.of("bob", first, "carol", second).entrySet()) {
            String[] privileges = entry.getValue() == Calendar.Level.WRITE
                    ? new String[] {"D:read", "D:write"}
                    : new String[] {"D:read"};
            if (entry.getValue() != Calendar.Level.NONE) {
                grants.add(Aces.grant(Aces.href(entry.getKey()), privileges));
            }
        }
        Answer answer = world.call(step)
                .send("ACL", world.path(step.from(), Optional.empty()), Aces.acl(grants.toArray(String[]::new)));
        Set<Integer> right = world.oracle.share(step.user(), step.from(), world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && answer.status() == 200) {
            world.oracle.calendars.get(step.from()).levels[1] = first;
            world.oracle.calendars.get(step.from()).levels[2] = second;
        }
        return World.wrong(answer, right);
    }

    Optional<String> make(Step step) {
        Answer answer = world.call(step.user()).send("MKCALENDAR", world.path(step.from(), Optional.empty()));
        Set<Integer> right = world.oracle.make(step.user(), step.from());
        if (World.wrong(answer, right).isEmpty() && answer.status() == 201) {
            world.oracle.calendars.put(step.from(), new Calendar());
        }
        return World.wrong(answer, right);
    }

    Optional<String> remove(Step step) {
        Answer answer = world.call(step).send("DELETE", world.path(step.from(), Optional.empty()));
        Set<Integer> right = world.oracle.remove(step.user(), step.from(), world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && World.isDone(answer)) {
            world.oracle.calendars.remove(step.from());
            world.oracle.unlockAll(step.from());
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
            Calendar source = world.oracle.calendars.get(step.from());
            world.oracle.calendars.put(step.to(), isMove ? source : source.copy());
            world.oracle.locks.removeIf(lock -> lock.collection() == step.to()
                    && lock.member().isPresent()
                    && !world.oracle
                            .calendars
                            .get(step.to())
                            .items
                            .containsKey(lock.member().get()));
            if (isMove) {
                world.oracle.calendars.remove(step.from());
                world.oracle.unlockAll(step.from());
            }
        }
        return World.wrong(answer, right);
    }
}
