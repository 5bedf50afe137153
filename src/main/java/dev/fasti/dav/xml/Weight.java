package dev.fasti.dav.xml;

import javax.xml.stream.XMLStreamReader;

/**
 * What a body takes of memory while it becomes a tree, asked for before it is taken: a portion of the tree at a time, and
 * what the parser needs for the rest of the body.
 *
 * <p>The weights are those that OpenJDK 17 needed for bodies of 2 MB: 32 octets an element without anything, 140 with a
 * name of its own, 175 with an attribute, 70 for each of many attributes, 105 with a text beside it. A name, an attribute
 * or a namespace's URI that is as long as the body took the parser 5 times its octets.
 */
final class Weight {
    private static final int PORTION = 256 << 10;
    private static final int ELEMENT = 100;
    private static final int ATTRIBUTE = 100;
    private static final int NAMESPACE = 50;
    private static final int TEXT = 40;
    private static final int PARSER = 5;

    private final int body;
    private final Allowance memory;
    private long sum;
    private long allowed = PORTION / 4;

    Weight(int body, Allowance memory) {
        this.body = body;
        this.memory = memory;
        memory.work((long) PARSER * body, body);
    }

    /** An element has begun. */
    void element(XMLStreamReader in) {
        int attributes = in.getAttributeCount();
        add(
                ELEMENT
                        + in.getLocalName().length()
                        + (long) ATTRIBUTE * attributes
                        + (long) NAMESPACE * in.getNamespaceCount(),
                in);
    }

    /** A text is part of the tree, or of an attribute. */
    void text(int length, XMLStreamReader in) {
        add(TEXT + length, in);
    }

    private void add(long octets, XMLStreamReader in) {
        sum += octets;
        if (sum > allowed) {
            int rest = Math.max(0, body - in.getLocation().getCharacterOffset());
            memory.work(Math.max(PORTION, sum - allowed) + (long) PARSER * rest, body + sum);
            allowed = sum + PORTION;
        }
    }

    /** The tree is whole; what is made of it is another one. */
    void whole() {
        memory.work(sum, sum);
    }
}
