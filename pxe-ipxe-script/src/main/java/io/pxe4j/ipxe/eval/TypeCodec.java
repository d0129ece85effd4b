package io.pxe4j.ipxe.eval;

import io.pxe4j.ipxe.language.BuildProfile;
import io.pxe4j.ipxe.language.BuildTarget;
import io.pxe4j.ipxe.language.Feature;
import io.pxe4j.ipxe.language.SettingType;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** How the bytes of a setting are read and shown: the types of core/settings.c. */
final class TypeCodec {
    /** 36a4c85f9 and before did not encode a plus. */
    private static final LocalDate PLUS_ENCODED = LocalDate.of(2026, 7, 16);

    private final BuildProfile profile;
    private final int longBytes;

    TypeCodec(BuildProfile profile) {
        this.profile = profile;
        this.longBytes = profile.target() == BuildTarget.PCBIOS ? 4 : 8;
    }

    /** The bytes that {@code set} stores for a text that is not empty; none if it fails. */
    Optional<String> parse(SettingType type, String value) {
        return switch (type) {
            case STRING -> Optional.of(value);
            case URISTRING -> Optional.of(UriText.decoded(value));
            case IPV4 -> Addresses.parse4(value, longBytes);
            case IPV6 -> hasIpv6() ? Addresses.parse6(value) : Optional.empty();
            case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> {
                OptionalLong number = ParsedNumber.whole(value);
                yield number.isPresent() ? denumerate(type, number.getAsLong()) : Optional.empty();
            }
            case HEX -> Binary.hexDecoded(value, ':', false);
            case HEXHYP -> Binary.hexDecoded(value, '-', false);
            case HEXRAW -> Binary.hexDecoded(value, (char) 0, false);
            case BASE64 -> Binary.base64Decoded(value);
            case UUID, GUID ->
                readsUuids(type) ? Binary.uuidDecoded(value, type == SettingType.GUID) : Optional.empty();
            case BUSDEVFN, DNSSL -> Optional.empty();
        };
    }

    /** The error for a text that {@link #parse} does not take. */
    int parseRefusal(SettingType type, String value) {
        return switch (type) {
            case IPV4 -> Errno.EINVAL.from(Origin.IPV4);
            case IPV6 -> ipv6Refusal();
            case HEX, HEXHYP, HEXRAW -> Errno.EINVAL.from(Origin.BASE16);
            case BASE64 -> Errno.EINVAL.from(Origin.BASE64);
            case UUID, GUID -> readsUuids(type) ? Binary.uuidRefusal(value) : Errno.ENOTSUP.from(Origin.SETTINGS);
            case BUSDEVFN, DNSSL -> Errno.ENOTSUP.from(Origin.SETTINGS);
            default -> Errno.EINVAL.from(Origin.SETTINGS);
        };
    }

    /** The error for bytes that {@link #format} does not take. */
    int formatRefusal(SettingType type) {
        return switch (type) {
            case IPV4 -> Errno.EINVAL.from(Origin.IPV4);
            case IPV6 -> ipv6Refusal();
            default -> Errno.ERANGE.from(Origin.SETTINGS);
        };
    }

    /** The text for these bytes; none if they are not of that type. It may hold a NUL, behind which C sees nothing. */
    Optional<String> format(SettingType type, String raw) {
        return switch (type) {
            case STRING -> Optional.of(raw);
            case URISTRING -> Optional.of(UriText.encoded(raw, profile.version().includes(PLUS_ENCODED)));
            case IPV4 -> raw.length() < 4 ? Optional.empty() : Optional.of(Addresses.format4(raw));
            case IPV6 -> raw.length() < 16 || !hasIpv6() ? Optional.empty() : Optional.of(Addresses.format6(raw));
            case INT8, INT16, INT32 -> numbered(type, raw).map(this::decimal);
            case UINT8, UINT16, UINT32 -> numbered(type, raw).map(number -> "0x" + Long.toHexString(unsigned(number)));
            case HEX -> Optional.of(Binary.hexEncoded(raw, ":"));
            case HEXHYP -> Optional.of(Binary.hexEncoded(raw, "-"));
            case HEXRAW -> Optional.of(Binary.hexEncoded(raw, ""));
            case BASE64 -> Optional.of(Binary.base64Encoded(raw));
            case UUID, GUID -> Binary.uuidEncoded(raw, type == SettingType.GUID);
            case BUSDEVFN -> numbered(type, raw).map(TypeCodec::busdevfn);
            case DNSSL -> Optional.of(Addresses.formatDomains(raw));
        };
    }

    /** The number that these bytes are; none if the type is no number or they are too long for one. */
    OptionalLong numerate(SettingType type, String raw) {
        if (!type.isNumber()) {
            return OptionalLong.empty();
        }
        return number(raw, type.isSigned());
    }

    /** The bytes of a number, its lowest ones; none if the type is no number. */
    Optional<String> denumerate(SettingType type, long number) {
        if (!type.isNumber()) {
            return Optional.empty();
        }
        StringBuilder bytes = new StringBuilder();
        for (int i = type.width() - 1; i >= 0; i--) {
            bytes.append((char) (number >> 8 * i & 0xff));
        }
        return Optional.of(bytes.toString());
    }

    private Optional<Long> numbered(SettingType type, String raw) {
        OptionalLong number = number(raw, type.isSigned());
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    /** core/settings.c:numeric_setting_value: any length, as long as what is cut off says nothing. */
    private OptionalLong number(String raw, boolean signed) {
        boolean negative = signed && !raw.isEmpty() && raw.charAt(0) >= 0x80;
        long value = negative ? -1 : 0;
        int pad = negative ? 0xff : 0;
        for (int i = 0; i < raw.length(); i++) {
            value = value << 8 | raw.charAt(i);
            if (i + longBytes < raw.length() && raw.charAt(i) != pad) {
                return OptionalLong.empty();
            }
        }
        return OptionalLong.of(longBytes == 4 ? (int) value : value);
    }

    /** core/vsprintf.c:format_decimal negates the smallest number into itself, and its digits come before '0'. */
    private String decimal(long number) {
        boolean smallest = longBytes == 4 ? number == Integer.MIN_VALUE : number == Long.MIN_VALUE;
        if (!smallest) {
            return Long.toString(number);
        }
        StringBuilder digits = new StringBuilder();
        for (long rest = number; rest != 0; rest /= 10) {
            digits.append((char) ('0' + rest % 10));
        }
        return digits.append('-').reverse().toString();
    }

    private long unsigned(long number) {
        return longBytes == 4 ? number & 0xffff_ffffL : number;
    }

    private static String busdevfn(long number) {
        return String.format(
                Locale.ROOT,
                "%04x:%02x:%02x.%x",
                number >> 16 & 0xffff,
                number >> 8 & 0xff,
                number >> 3 & 0x1f,
                number & 7);
    }

    private int ipv6Refusal() {
        return hasIpv6() ? Errno.EINVAL.from(Origin.IPV6) : Errno.ENOTSUP.from(Origin.SETTINGS);
    }

    private boolean readsUuids(SettingType type) {
        return profile.version().includes(type.storableSince());
    }

    private boolean hasIpv6() {
        return profile.has(Feature.NET_PROTO_IPV6);
    }
}
