package io.pxe4j.ipxe.eval;

import java.util.Optional;

/**
 * A line of a menu or form.
 *
 * @param name what {@code choose} stores, or the setting that a form asks for; none for a line that cannot be chosen
 * @param text what is shown
 * @param key the number of its hot key, or 0
 * @param preselected whether {@code --default} marks it
 * @param secret whether a form hides what is typed
 */
public record MenuItem(Optional<String> name, String text, long key, boolean preselected, boolean secret) {}
