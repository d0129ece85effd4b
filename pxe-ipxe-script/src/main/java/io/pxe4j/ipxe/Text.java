package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What a script says: literal text and settings, one after another.
 *
 * <p>Which is which is told by type, never by looking into a string: a {@link String} is literal whatever it holds, a
 * {@link SettingRef} is the value that the setting has when the line runs. iPXE has no quoting and no escapes; a text
 * is written so that what was given is what comes out, and a text that has no such form is refused.
 *
 * <pre>{@code
 * Text.of("Booting ", SettingRef.of("net0/mac"), " from ", SettingRef.NEXT_SERVER)
 * }</pre>
 */
public final class Text {
    private static final Text EMPTY = new Text(List.of());

    /** Strings and settings; no string is empty and no two strings are neighbours. */
    private final List<Object> parts;

    private Text(List<Object> parts) {
        this.parts = Collections.unmodifiableList(parts);
    }

    /**
     * A text of these parts.
     *
     * @param parts strings, characters and numbers, which are literal; {@link SettingRef}s and
     *     {@link IndirectSetting}s; other {@link Text}s, {@link IpxeUri}s, {@link Label}s and {@link UiName}s
     * @throws IllegalArgumentException if a part is something else, or holds what no iPXE string can (a NUL)
     */
    public static Text of(Object... parts) {
        List<Object> flat = new ArrayList<>();
        for (Object part : parts) {
            append(flat, part);
        }
        return flat.isEmpty() ? EMPTY : new Text(flat);
    }

    /** This text followed by more of it. */
    public Text and(Object... more) {
        return of(this, of(more));
    }

    /** Whether nothing at all is in it. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether no setting is in it. */
    public boolean isLiteral() {
        return parts.stream().allMatch(String.class::isInstance);
    }

    List<Object> parts() {
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Text text && parts.equals(text.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** The text with its settings as references, for people to read: a script may have to write it differently. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        parts.forEach(text::append);
        return text.toString();
    }

    private static void append(List<Object> flat, Object part) {
        Objects.requireNonNull(part, "part");
        if (part instanceof Text text) {
            text.parts.forEach(inner -> append(flat, inner));
        } else if (part instanceof IpxeUri uri) {
            uri.text().parts.forEach(inner -> append(flat, inner));
        } else if (part instanceof Reference) {
            flat.add(part);
        } else if (part instanceof CharSequence
                || part instanceof Character
                || part instanceof Number
                || part instanceof Label
                || part instanceof UiName) {
            appendLiteral(flat, Characters.checked(part.toString()));
        } else {
            throw new IllegalArgumentException("text: a part of type "
                    + part.getClass().getName() + " (expected: String, number, SettingRef, Text, IpxeUri or Label)");
        }
    }

    private static void appendLiteral(List<Object> flat, String literal) {
        int last = flat.size() - 1;
        if (last >= 0 && flat.get(last) instanceof String before) {
            flat.set(last, before + literal);
        } else if (!literal.isEmpty()) {
            flat.add(literal);
        }
    }
}
