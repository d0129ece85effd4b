package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.SettingType;
import java.util.Optional;

/**
 * What names a setting: core/settings.c compares the numbers if there are any, and then the names.
 *
 * @param name as a script wrote it, or as iPXE predefines it
 * @param tag its number, or 0
 * @param scope whose numbers these are: empty for DHCP's, else the block that numbers its own
 * @param type how it is read, if that is said
 */
record SettingKey(String name, long tag, String scope, Optional<SettingType> type) {
    SettingKey as(Optional<SettingType> other) {
        return new SettingKey(name, tag, scope, other);
    }

    boolean sameNumber(SettingKey other) {
        return tag != 0 && tag == other.tag && scope.equals(other.scope);
    }

    /** core/settings.c:parse_setting_tag: what is no number is 0. */
    static long tagOf(String name) {
        long tag = 0;
        int at = 0;
        while (true) {
            ParsedNumber part = ParsedNumber.read(name, at, 0);
            tag = tag << 8 | part.value();
            if (part.end() == name.length()) {
                return tag;
            }
            if (name.charAt(part.end()) != '.') {
                return 0;
            }
            at = part.end() + 1;
        }
    }
}
