package dev.fasti.server.model;

import dev.fasti.server.fixture.Answer;
import dev.fasti.server.fixture.TestServer;
import java.util.Optional;
import java.util.Set;

/** Steps that write or fetch single members. */
final class MemberSteps {
    /** Characters by which objects differ in size. */
    private static final int MORE = 70;

    private final World world;

    MemberSteps(World world) {
        this.world = world;
    }

    Optional<String> put(Step step) {
        String name = World.name(step.member());
        Shelf.Kind kind = World.kind(step.from());
        Shelf.Item item = new Shelf.Item(
                kind, step.uid(), kind.octets(step.uid(), "Step " + world.taken(), MORE * (step.other() + step.to())));
        Optional<String> current = world.oracle.item(step.from(), name).map(old -> World.tag(old.octets()));
        TestServer.Call call = condition(world.call(step), step, current);
        Answer answer = call.with("Content-Type", kind.mediaType())
                .send("PUT", world.seen(step, step.from(), name), item.octets());
        Set<Integer> right =
                world.oracle.put(step.user(), step.from(), name, item, holds(step, current), world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && World.isDone(answer)) {
            world.oracle.shelves.get(step.from()).items.put(name, item);
            if (!answer.header("ETag").equals(Optional.of(World.tag(item.octets())))) {
                return Optional.of("the tag is " + answer.header("ETag"));
            }
        }
        return World.wrong(answer, right);
    }

    /** Variants 0 and 1 have no condition. */
    private static TestServer.Call condition(TestServer.Call call, Step step, Optional<String> current) {
        return switch (step.variant()) {
            case 2 -> call.with("If-None-Match", "*");
            case 3 -> call.with("If-Match", current.orElse("\"none\""));
            case 4 -> call.with("If-Match", "\"other\"");
            default -> call;
        };
    }

    private static boolean holds(Step step, Optional<String> current) {
        return switch (step.variant()) {
            case 2 -> current.isEmpty();
            case 3 -> current.isPresent();
            case 4 -> false;
            default -> true;
        };
    }

    Optional<String> delete(Step step) {
        String name = World.name(step.member());
        Optional<String> current = world.oracle.item(step.from(), name).map(old -> World.tag(old.octets()));
        TestServer.Call call = condition(world.call(step), step, current);
        Answer answer = call.send("DELETE", world.seen(step, step.from(), name));
        Set<Integer> right =
                world.oracle.delete(step.user(), step.from(), name, holds(step, current), world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && World.isDone(answer)) {
            world.oracle.shelves.get(step.from()).items.remove(name);
            world.oracle.locks.drop(step.from(), name);
        }
        return World.wrong(answer, right);
    }

    Optional<String> get(Step step) {
        String name = World.name(step.member());
        Answer answer = world.call(step.user()).send("GET", world.seen(step, step.from(), name));
        Optional<String> wrong = World.wrong(answer, world.oracle.get(step.user(), step.from(), name));
        if (wrong.isPresent() || answer.status() != 200) {
            return wrong;
        }
        String octets = world.oracle.item(step.from(), name).orElseThrow().octets();
        return answer.body().equals(octets) && answer.header("ETag").equals(Optional.of(World.tag(octets)))
                ? Optional.empty()
                : Optional.of("expected " + octets + ", got " + answer.body());
    }

    Optional<String> transfer(Step step) {
        boolean isMove = step.kind() == Step.Kind.MOVE;
        boolean overwrites = step.variant() > 1;
        String name = World.name(step.member());
        String other = World.name(step.other());
        Answer answer = world.call(step)
                .with("Overwrite", overwrites ? "T" : "F")
                .with("Destination", world.seen(step, step.to(), other))
                .send(isMove ? "MOVE" : "COPY", world.seen(step, step.from(), name));
        Set<Integer> right = world.oracle.transfer(
                step.user(), step.from(), name, step.to(), other, isMove, overwrites, world.submitted(step));
        if (World.wrong(answer, right).isEmpty() && World.isDone(answer)) {
            Shelf.Item item = world.oracle.item(step.from(), name).orElseThrow();
            if (isMove) {
                world.oracle.shelves.get(step.from()).items.remove(name);
                world.oracle.locks.drop(step.from(), name);
            }
            world.oracle.shelves.get(step.to()).items.put(other, item);
        }
        return World.wrong(answer, right);
    }
}
