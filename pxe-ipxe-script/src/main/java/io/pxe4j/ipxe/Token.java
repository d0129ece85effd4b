package io.pxe4j.ipxe;

import java.util.ArrayList;
import java.util.List;

/**
 * One word of a command line, written so that iPXE's tokeniser keeps it whole and its expansion yields what was meant.
 *
 * <p>iPXE cuts a line at blanks first, looks for {@code ||}, {@code &&}, {@code ;} and {@code #} next, and expands
 * settings last, each inside its own word. So <code>${}</code>, which is always empty, hides what stands behind it from
 * the first two steps; and a setting that holds a blank brings the blank into a word.
 *
 * @param text the word in the script
 * @param mayStartWithHyphen whether its value could be taken for an option
 * @param helpers the characters that only settings bring into it; see {@link Helpers}
 */
record Token(String text, boolean mayStartWithHyphen, long helpers) {
    /** More make iPXE print the command's usage and fail (include/ipxe/parseopt.h:MAX_ARGUMENTS). */
    static final int MAX_ARGUMENTS = 0xff;

    /** A text as one word, blanks and all. */
    static Token word(Text text) {
        return of(text.parts());
    }

    /**
     * A text as the words that iPXE joins with single spaces: an empty word stands for each further, leading or
     * trailing space. No text is no word. If there are more words than a command takes, the last one holds the rest,
     * its spaces from a setting.
     */
    static List<Token> words(Text text, int most) {
        List<Token> words = new ArrayList<>();
        if (text.isEmpty()) {
            return words;
        }
        List<Object> word = new ArrayList<>();
        for (Object part : text.parts()) {
            if (!(part instanceof String literal)) {
                word.add(part);
                continue;
            }
            int from = 0;
            for (int blank = literal.indexOf(' '); blank >= 0; blank = literal.indexOf(' ', from)) {
                addPiece(word, literal.substring(from, blank));
                if (words.size() < most - 1) {
                    words.add(of(word));
                    word.clear();
                } else {
                    word.add(" ");
                }
                from = blank + 1;
            }
            addPiece(word, literal.substring(from));
        }
        words.add(of(word));
        return words;
    }

    /**
     * How many words a text has, if it can be written as it is and joined again from them; 0 if it has to be looked at
     * more closely. Most text is of this kind.
     */
    static int plainWords(Text text) {
        if (text.parts().size() != 1 || !(text.parts().get(0) instanceof String literal)) {
            return 0;
        }
        int words = 1;
        char before = ' ';
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            boolean special = c < ' ' || c == 0x7f || c == '#' || c == '$' || c == '|' || c == '&' || c == ';';
            if (special || c == ' ' && before == ' ') {
                return 0;
            }
            words += c == ' ' ? 1 : 0;
            before = c;
        }
        return before == ' ' ? 0 : words;
    }

    /** Words that {@link #plainWords} has counted. */
    static Token plain(String words) {
        return new Token(words, words.startsWith("-"), 0);
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

    /** What iPXE acts on when a word is exactly this, or starts so, before it expands the word. */
    private boolean needsCover() {
        return text.startsWith("#") || text.equals("||") || text.equals("&&") || text.equals(";");
    }

    private static void addPiece(List<Object> word, String piece) {
        if (!piece.isEmpty()) {
            word.add(piece);
        }
    }

    private static Token of(List<Object> parts) {
        refuseExpansion(parts);
        if (parts.size() == 1 && parts.get(0) instanceof String literal && isPlain(literal)) {
            return new Token(literal, literal.startsWith("-"), 0);
        }
        StringBuilder text = new StringBuilder();
        long helpers = 0;
        for (Object part : parts) {
            if (part instanceof String literal) {
                helpers |= append(text, literal);
            } else {
                text.append(part);
            }
        }
        return new Token(text.toString(), mayStartWithHyphen(parts), helpers);
    }

    private static boolean isPlain(String literal) {
        for (int i = 0; i < literal.length(); i++) {
            if (Characters.isBlankOrControl(literal.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static long append(StringBuilder text, String literal) {
        long helpers = 0;
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (Characters.isBlankOrControl(c)) {
                helpers |= Helpers.append(text, c);
            } else {
                text.append(c);
            }
        }
        return helpers;
    }

    /** A setting that cannot start with a hyphen may still be empty, and what follows it then starts the word. */
    private static boolean mayStartWithHyphen(List<Object> parts) {
        for (Object part : parts) {
            if (part instanceof String literal) {
                return literal.startsWith("-");
            }
            if (((Reference) part).mayStartWithHyphen()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Refuses literal text that iPXE would expand. It looks for the first closing brace and the last "${" before it,
     * puts the value in and starts over (core/settings.c:expand_settings), so no way of writing "${x}" survives; an
     * opened "${" that nothing closes does.
     */
    private static void refuseExpansion(List<Object> parts) {
        boolean dollar = false;
        boolean open = false;
        for (Object part : parts) {
            if (!(part instanceof String literal)) {
                // Its value may hold the closing brace. It may also be empty: then a "$" before it meets a "{" after
                // it.
                if (open) {
                    throw refusal(parts);
                }
                continue;
            }
            for (int i = 0; i < literal.length(); i++) {
                char c = literal.charAt(i);
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
