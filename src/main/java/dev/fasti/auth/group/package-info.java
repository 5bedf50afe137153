/** Groups of accounts, and the file that names them. */
@NullMarked
package dev.fasti.auth.group;

import org.jspecify.annotations.NullMarked;
