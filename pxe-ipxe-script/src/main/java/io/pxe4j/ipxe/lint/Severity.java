package io.pxe4j.ipxe.lint;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** iPXE does something else than the script says. */
    ERROR("error"),
    /** Works only if something else goes well, or most likely is a slip. */
    WARNING("warning"),
    /** Worth to know. */
    INFO("note");

    private final String sarifLevel;

    Severity(String sarifLevel) {
        this.sarifLevel = sarifLevel;
    }

    /** What SARIF calls it. */
    String sarifLevel() {
        return sarifLevel;
    }

    /** In lower case, as reports print it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
