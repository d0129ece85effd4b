package io.pxe4j.ipxe.lint;

import io.pxe4j.ipxe.syntax.SourceWord;
import java.util.List;
import java.util.stream.Collectors;

/** What the text of a word tells. */
final class Words {
    private static final int LONGEST_COMPARED = 40;

    private Words() {}

    static boolean isLiteral(String text) {
        return !text.contains("${");
    }

    static String joined(List<SourceWord> words) {
        return words.stream().map(SourceWord::text).collect(Collectors.joining(" "));
    }

    /** In quotes for a message, shortened, with what is not printable replaced. */
    static String quoted(String text) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
        StringBuilder quoted = new StringBuilder("\"");
        shown.codePoints().forEach(c -> quoted.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return quoted.append('"').toString();
    }

    /** Whether at most two characters differ, and fewer than a third of them. */
    static boolean isNear(String one, String other) {
        int longer = Math.max(one.length(), other.length());
        if (longer > LONGEST_COMPARED || Math.abs(one.length() - other.length()) > 2 || one.equals(other)) {
            return false;
        }
        int allowed = longer < 4 ? 1 : 2;
        return longer > 1 && distance(one, other) <= allowed;
    }

    /** How many characters have to be put in, left out, replaced or swapped with their neighbour. */
    static int distance(String one, String other) {
        int[][] rows = new int[3][other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = rows[i % 3];
            int[] above = rows[(i + 2) % 3];
            int[] twoAbove = rows[(i + 1) % 3];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, 1 + Math.min(row[j - 1], above[j]));
                if (i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
            }
        }
        return rows[one.length() % 3][other.length()];
    }
}
