/** REPORT: the method's dispatch and the reports that any WebDAV server may have (RFC 3253 section 3.6). */
@NullMarked
package dev.fasti.dav.report;

import org.jspecify.annotations.NullMarked;
