/** The server as a process: reads how it is wanted, puts it together, says where it is, and takes it apart. */
@NullMarked
package dev.fasti.cli.serve;

import org.jspecify.annotations.NullMarked;
