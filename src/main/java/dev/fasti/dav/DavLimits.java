package dev.fasti.dav;

import dev.fasti.dav.lock.LockLimits;
import dev.fasti.dav.xml.XmlLimits;

/**
 * What a request may ask for at most.
 *
 * @param maxResourceSize octets of a member
 * @param maxXmlBody octets of an XML body
 * @param maxSyncResults changes in one answer to sync-collection; the rest comes with the next
 * @param xml the shape of XML bodies
 * @param locks how long locks hold, and how many there may be
 */
public record DavLimits(long maxResourceSize, long maxXmlBody, int maxSyncResults, XmlLimits xml, LockLimits locks) {
    public DavLimits {
        if (maxResourceSize < 1 || maxXmlBody < 1 || maxSyncResults < 1) {
            throw new IllegalArgumentException("a limit is at least 1");
        }
    }
}
