/** A client of other CalDAV and CardDAV servers, which takes an account's collections from there. */
@NullMarked
package dev.fasti.cli.transfer.remote;

import org.jspecify.annotations.NullMarked;
