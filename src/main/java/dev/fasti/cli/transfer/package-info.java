/** Export and import: files of many objects taken apart and put together, and the way of objects between processes. */
@NullMarked
package dev.fasti.cli.transfer;

import org.jspecify.annotations.NullMarked;
