package io.pxe4j.boot.cli;

import java.util.regex.Pattern;

/** Takes passwords out of texts that are printed. */
final class Secrets {
    private static final Pattern PASSWORD = Pattern.compile("(?i)(pass(?:word|wd)?=)[^&;\\s]*");
    private static final Pattern USER_INFO = Pattern.compile("(//[^/@:\\s]*:)[^/@\\s]*@");

    private Secrets() {}

    /** The same text with dots in the place of passwords in URLs. */
    static String hide(String text) {
        return USER_INFO.matcher(PASSWORD.matcher(text).replaceAll("$1...")).replaceAll("$1...@");
    }
}
