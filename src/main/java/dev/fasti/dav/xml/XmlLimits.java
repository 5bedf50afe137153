package dev.fasti.dav.xml;

/**
 * How large and how involved a request's XML may be. A body beyond any of these is refused with 413.
 *
 * @param maxDepth elements inside one another, the root counted; at most {@value #DEEPEST}
 * @param maxAttributes of one element; namespace declarations are counted apart, under the same limit
 * @param maxElements in the whole body
 * @param maxTextLength of one run of character data or one attribute's value, in UTF-16 units
 */
public record XmlLimits(int maxDepth, int maxAttributes, int maxElements, int maxTextLength) {
    /** What is read is walked by recursion later on, so that no setting may let the stack overflow. */
    public static final int DEEPEST = 1000;

    /** Ample for every client we know: a multiget of 10,000 hrefs, a property of a megabyte. */
    public static final XmlLimits DEFAULT = new XmlLimits(64, 64, 50_000, 1 << 20);

    public XmlLimits {
        if (maxDepth < 1 || maxDepth > DEEPEST) {
            throw new IllegalArgumentException("the depth of XML is from 1 to " + DEEPEST + ", not " + maxDepth);
        }
        if (maxAttributes < 1 || maxElements < 1 || maxTextLength < 1) {
            throw new IllegalArgumentException("a limit of XML is at least 1");
        }
    }
}
