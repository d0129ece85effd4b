package io.pxe4j.ipxe;

/**
 * The name of a menu, a form or a list of parameters, for scripts that keep several open at a time.
 *
 * <p>A script names all of its menus and forms or none: iPXE compares the names of all that are open and does not expect
 * one without ({@code core/dynui.c:find_dynui}; it crashes). Lists of parameters follow the same rule.
 *
 * @param name at least one character
 */
public record UiName(String name) {
    /** Checks that there is a name. */
    public UiName {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("menu name: empty (expected: at least one character)");
        }
        Token.word(Text.of(name));
    }

    /** The name. */
    public static UiName of(String name) {
        return new UiName(name);
    }

    /** The name, as a script is given it. */
    @Override
    public String toString() {
        return name;
    }
}
