package dev.fasti.server.model;

import java.nio.file.Path;
import java.util.Optional;

/** Takes steps on a server and in the {@link Oracle}, and compares whatever the server answers. */
final class Walk implements AutoCloseable {
    private final World world;
    private final MemberSteps members;
    private final CollectionSteps collections;
    private final Looks looks;

    Walk(Path data) {
        world = new World(data);
        members = new MemberSteps(world);
        collections = new CollectionSteps(world);
        looks = new Looks(world);
    }

    @Override
    public void close() {
        world.close();
    }

    /**
     * Takes a step.
     *
     * @return what was wrong; empty if the server agreed
     */
    Optional<String> take(Step step) {
        world.count();
        try {
            return switch (step.kind()) {
                case PUT -> members.put(step);
                case DELETE -> members.delete(step);
                case GET -> members.get(step);
                case COPY, MOVE -> members.transfer(step);
                case LIST -> looks.list(step);
                case SYNC -> looks.sync(step);
                case PROPPATCH -> collections.patch(step);
                case LOCK -> collections.lock(step);
                case UNLOCK -> collections.unlock(step);
                case SHARE -> collections.share(step);
                case MAKE -> collections.make(step);
                case REMOVE -> collections.remove(step);
                case COPY_ALL, MOVE_ALL -> collections.transferAll(step);
                case JOIN -> collections.join(step);
                case RESTART -> {
                    world.restart();
                    yield Optional.empty();
                }
            };
        } catch (AssertionError | RuntimeException e) {
            return Optional.of(e.toString());
        }
    }
}
