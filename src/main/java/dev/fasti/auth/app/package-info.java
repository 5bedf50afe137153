/** Passwords that are made for one device each, can be good for less than everything, and end one by one. */
@NullMarked
package dev.fasti.auth.app;

import org.jspecify.annotations.NullMarked;
