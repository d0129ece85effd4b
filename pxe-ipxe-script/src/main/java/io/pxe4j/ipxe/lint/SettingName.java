package io.pxe4j.ipxe.lint;

import java.util.Optional;

/**
 * A reference to a setting, cut as core/settings.c:parse_setting_name does: at the first slash, and at the first colon
 * behind it.
 *
 * @param scope empty for none; what is before a slash
 * @param type what is behind the colon
 */
record SettingName(String scope, String name, Optional<String> type) {
    static SettingName of(String reference) {
        int slash = reference.indexOf('/');
        int colon = reference.indexOf(':', slash + 1);
        return new SettingName(
                slash < 0 ? "" : reference.substring(0, slash),
                reference.substring(slash + 1, colon < 0 ? reference.length() : colon),
                colon < 0 ? Optional.empty() : Optional.of(reference.substring(colon + 1)));
    }

    /** Whether iPXE reads the name as a number, that of a DHCP option unless its block has others. */
    boolean isTag() {
        for (String part : name.split("\\.", -1)) {
            boolean number = part.isEmpty() || part.matches("0[xX][0-9a-fA-F]{1,16}|[0-9]{1,16}");
            if (!number) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
