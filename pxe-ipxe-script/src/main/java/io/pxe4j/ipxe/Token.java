package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One word of a command line, written so that iPXE's tokeniser keeps it whole and its expansion yields what was meant.
 *
 * <p>iPXE cuts a line at blanks first, looks for {@code ||}, {@code &&}, {@code ;} and {@code #} next, and expands
 * settings last, each inside its own word. So <code>${}</code>, which is always empty, hides what stands behind it from
 * the first two steps; and a setting that holds a blank brings the blank into a word.
 *
 * @param text the word in the script
 * @param mayStartWithHyphen whether its value could be taken for an option
 */
record Token(String text, boolean mayStartWithHyphen) {
    /** What iPXE acts on when a word is exactly this, before it expands the word. */
    private static final Set<String> OPERATORS = Set.of("||", "&&", ";");

    /** A text as one word, blanks and all. */
    static Token word(Text text) {
        return of(text.parts());
    }

    /**
     * A text as the words that iPXE joins with single spaces: an empty word stands for each further, leading or
     * trailing space. No text is no word.
     */
    static List<Token> words(Text text) {
        List<Token> words = new ArrayList<>();
        List<Object> word = new ArrayList<>();
        for (Object part : text.parts()) {
            if (part instanceof String literal) {
                String[] pieces = literal.split(" ", -1);
                for (int i = 0; i < pieces.length; i++) {
                    if (i > 0) {
                        words.add(of(word));
                        word.clear();
                    }
                    if (!pieces[i].isEmpty()) {
                        word.add(pieces[i]);
                    }
                }
            } else {
                word.add(part);
            }
        }
        if (!text.isEmpty()) {
            words.add(of(word));
        }
        return words;
    }

    /** The setting that brings one character into a word; every script that uses it sets it first. */
    static String helperName(int character) {
        return String.format(Locale.ROOT, "char%02x", character);
    }

    /** The word as a word of its own. */
    String standalone() {
        if (text.isEmpty()) {
            return "${}";
        }
        return needsCover() ? "${}" + text : text;
    }

    /** The word as the value of an option. */
    String asOption(String option) {
        // "--opt value" would take a value that starts with a hyphen for the next option.
        return mayStartWithHyphen || needsCover() ? "--" + option + "=" + text : "--" + option + " " + standalone();
    }

    private boolean needsCover() {
        return text.startsWith("#") || OPERATORS.contains(text);
    }

    private static Token of(List<Object> parts) {
        refuseExpansion(parts);
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            if (part instanceof String literal) {
                literal.chars().forEach(c -> appendCharacter(text, (char) c));
            } else {
                text.append(part);
            }
        }
        return new Token(text.toString(), mayStartWithHyphen(parts));
    }

    private static void appendCharacter(StringBuilder text, char c) {
        if (Characters.isBlankOrControl(c)) {
            text.append("${").append(helperName(c)).append(":string}");
        } else {
            text.append(c);
        }
    }

    /** A setting that cannot start with a hyphen may still be empty, and what follows it then starts the word. */
    private static boolean mayStartWithHyphen(List<Object> parts) {
        for (Object part : parts) {
            if (part instanceof String literal) {
                return literal.startsWith("-");
            }
            if (((SettingRef) part).mayStartWithHyphen()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses literal text that iPXE would expand. It looks for the first closing brace and the last "${" before it,
     * puts the value in and starts over, so no way of writing "${x}" survives; an opened "${" that nothing closes
     * does.
     */
    private static void refuseExpansion(List<Object> parts) {
        boolean dollar = false;
        boolean open = false;
        for (Object part : parts) {
            if (part instanceof SettingRef) {
                // Its value may hold the closing brace. It may also be empty: then a "$" before it meets a "{" after
                // it.
                if (open) {
                    throw refusal(parts);
                }
                continue;
            }
            for (char c : ((String) part).toCharArray()) {
                if (open && c == '}') {
                    throw refusal(parts);
                }
                open |= dollar && c == '{';
                dollar = c == '$';
            }
        }
    }

    private static IllegalArgumentException refusal(List<Object> parts) {
        return new IllegalArgumentException(
                "text: " + Characters.quote(Text.of(parts.toArray()).toString())
                        + " has a literal ${...} (expected: none, iPXE would expand it and has no escape;"
                        + " for the value of a setting give SettingRef.of(\"name\") as a part of its own)");
    }
}
