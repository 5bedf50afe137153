/** XML in, by StAX into small records; XML out, by our own writer straight into bytes. */
@NullMarked
package dev.fasti.dav.xml;

import org.jspecify.annotations.NullMarked;
