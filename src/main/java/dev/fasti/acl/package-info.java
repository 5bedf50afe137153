/** Who may do what: privileges and the policy that grants them (RFC 3744). */
@NullMarked
package dev.fasti.acl;

import org.jspecify.annotations.NullMarked;
