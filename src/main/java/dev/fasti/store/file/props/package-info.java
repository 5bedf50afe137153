/** Properties as files, of collections and of members, in the form that Radicale reads. */
@NullMarked
package dev.fasti.store.file.props;

import org.jspecify.annotations.NullMarked;
