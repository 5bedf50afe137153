/** What the machine below us says, understood alike everywhere: addresses, and why a file or a port cannot be had. */
@NullMarked
package dev.fasti.machine;

import org.jspecify.annotations.NullMarked;
