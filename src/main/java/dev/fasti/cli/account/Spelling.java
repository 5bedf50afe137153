package dev.fasti.cli.account;

import dev.fasti.cli.frame.CommandFailure;

/** Names as arguments: Java reads them in the charset of the locale, and replaces what it cannot read. */
final class Spelling {
    private Spelling() {}

    /** @throws CommandFailure if something of the name was replaced */
    static String undamaged(String name) throws CommandFailure {
        if (name.indexOf('\ufffd') >= 0) {
            throw new CommandFailure(
                    "the locale cannot express this name; set the variable LC_ALL to C.UTF-8 and try again");
        }
        return name;
    }
}
