package dev.fasti.cli;

import dev.fasti.dav.Hrefs;
import dev.fasti.dav.RecordedExchange;
import java.io.OutputStream;
import java.util.List;

/** A request of alice's with its answer, without a network: what the engine alone costs. The answer is only counted. */
final class MemoryExchange extends RecordedExchange {
    private final Counter answer = new Counter();

    /** @param type of the body */
    MemoryExchange(String method, List<String> target, String type, byte[] body) {
        super(new Hrefs(""), method, target, body);
        with("Authorization", "Basic YWxpY2U6c2VjcmV0");
        with("Content-Type", type);
    }

    /** The octets of the answer's body. */
    long size() {
        return answer.size;
    }

    @Override
    public OutputStream answer(int finalStatus) {
        super.answer(finalStatus);
        return answer;
    }

    /** Counts what is written to it. */
    private static final class Counter extends OutputStream {
        private long size;

        @Override
        public void write(int octet) {
            size++;
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            size += length;
        }
    }
}
