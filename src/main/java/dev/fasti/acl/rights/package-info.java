/** Rights that are written down in a file, in the form of Radicale's rights file. */
@NullMarked
package dev.fasti.acl.rights;

import org.jspecify.annotations.NullMarked;
