/** From credentials to a {@link dev.fasti.store.path.Principal}: who somebody is, never what they may do. */
@NullMarked
package dev.fasti.auth;

import org.jspecify.annotations.NullMarked;
