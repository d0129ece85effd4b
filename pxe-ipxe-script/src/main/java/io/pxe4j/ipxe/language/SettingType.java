package io.pxe4j.ipxe.language;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How iPXE reads and shows the bytes of a setting: the part after the colon in <code>${net0/mac:hexhyp}</code>.
 *
 * <p>The list is closed: a reference with a type that iPXE does not know is empty, silently.
 */
public enum SettingType {
    /** Bytes as they are, up to the first NUL. */
    STRING(""),
    /** Text with what a URI may not hold percent-encoded: the type for values inside a query. */
    URISTRING(""),
    /** {@code 192.0.2.1}. */
    IPV4("(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}"),
    /** {@code 2001:db8::1}; cannot be stored where iPXE was built without IPv6. */
    IPV6("[0-9a-fA-F:][0-9a-fA-F:.]*"),
    /** Signed, one byte. */
    INT8(-0x80, 0x7f),
    /** Signed, two bytes. */
    INT16(-0x8000, 0x7fff),
    /** Signed, four bytes: the type to count with. */
    INT32(Integer.MIN_VALUE, Integer.MAX_VALUE),
    /** Unsigned, one byte; shown in hex, {@code 0x10}. */
    UINT8(0, 0xff),
    /** Unsigned, two bytes; shown in hex. */
    UINT16(0, 0xffff),
    /** Unsigned, four bytes; shown in hex. */
    UINT32(0, 0xffffffffL),
    /** {@code 52:54:00:12:34:56}. */
    HEX("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2})*"),
    /** {@code 52-54-00-12-34-56}: what PXELINUX calls its configuration files. */
    HEXHYP("[0-9a-fA-F]{1,2}(-[0-9a-fA-F]{1,2})*"),
    /** {@code 525400123456}. */
    HEXRAW("([0-9a-fA-F]{2})+"),
    /** Base64 of RFC 4648. */
    BASE64("[A-Za-z0-9+/]+={0,2}"),
    /** {@code 00112233-4455-6677-8899-aabbccddeeff}; read-only before 2024. */
    UUID("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    /** A UUID with its first three fields in little-endian order; read-only before 2024. */
    GUID("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    /** {@code 0000:00:03.0}; read-only. */
    BUSDEVFN(null),
    /** A list of domain names; read-only. */
    DNSSL(null);

    private static final LocalDate GUID_ADDED = LocalDate.of(2022, 1, 4);
    private static final LocalDate UUIDS_READ = LocalDate.of(2024, 2, 29);
    private static final int SHOWN = 80;

    private final @Nullable Pattern form;
    private final long least;
    private final long most;

    SettingType(@Nullable String form) {
        this.form = form == null ? null : Pattern.compile(form);
        this.least = 0;
        this.most = 0;
    }

    SettingType(long least, long most) {
        this.form = Pattern.compile("-?(0|[1-9][0-9]{0,9}|0[xX][0-9a-fA-F]{1,8})");
        this.least = least;
        this.most = most;
    }

    /** The type that a script writes so; names are case-sensitive. */
    public static Optional<SettingType> find(String type) {
        for (SettingType known : values()) {
            if (known.toString().equals(type)) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    /** The type as a script writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a value of this type can begin with a hyphen, which a command would take for an option. */
    public boolean mayStartWithHyphen() {
        return this == STRING || this == URISTRING || isSigned() || this == DNSSL;
    }

    /** Whether every iPXE stores every value that {@link #check} lets through. */
    public boolean isStoredEverywhere() {
        // IPv6 may be left out of a build; UUIDs are parsed since 2024 only.
        return this != IPV6 && this != UUID && this != GUID;
    }

    /** Whether any text at all is a value of this type. */
    public boolean takesAnyText() {
        return this == STRING || this == URISTRING;
    }

    /** Refuses a text that iPXE would not read, or would read as something else, as a value of this type. */
    public void check(String value) {
        if (takesAnyText()) {
            return;
        }
        requireStorable();
        if (form == null || !form.matcher(value).matches() || !inRange(value)) {
            throw new IllegalArgumentException(this + ": " + quote(value) + " (expected: " + expectation() + ")");
        }
    }

    /** Refuses the types that iPXE shows and does not read. */
    public void requireStorable() {
        if (!isStorable()) {
            throw new IllegalArgumentException("setting type: " + this + " (expected: one that iPXE can store)");
        }
    }

    /** The day of its first commit, or {@link CommandSpec#OLD}. */
    public LocalDate since() {
        return switch (this) {
            case HEXRAW, BUSDEVFN -> LocalDate.of(2013, 7, 12);
            case BASE64 -> LocalDate.of(2015, 4, 24);
            case GUID -> GUID_ADDED;
            default -> CommandSpec.OLD;
        };
    }

    /** Whether {@code set} reads it: the others are shown only. */
    public boolean isStorable() {
        return this != BUSDEVFN && this != DNSSL;
    }

    /** The day since which {@code set} reads it; {@link #since} but for UUIDs, which were shown for long before. */
    public LocalDate storableSince() {
        return this == UUID || this == GUID ? UUIDS_READ : since();
    }

    /** Whether {@code inc} adds to it: {@code core/settings.c}, the types that have {@code numerate}. */
    public boolean isNumber() {
        return most > 0;
    }

    /** Whether it is a number that can be negative. */
    public boolean isSigned() {
        return least < 0;
    }

    /** How many bytes a number of this type has: 1, 2 or 4; 0 for what is no number. */
    public int width() {
        return isNumber() ? (Long.SIZE - Long.numberOfLeadingZeros(most) + 7) / 8 : 0;
    }

    private boolean inRange(String value) {
        if (isNumber()) {
            // iPXE would store the low bytes of a number that does not fit and say nothing.
            long number = Long.decode(value);
            return number >= least && number <= most;
        }
        if (this == BASE64) {
            try {
                return Base64.getDecoder().decode(value).length > 0;
            } catch (IllegalArgumentException notBase64) {
                return false;
            }
        }
        if (this == IPV6) {
            try {
                // A literal, so nothing is looked up.
                return value.indexOf(':') >= 0
                        && !InetAddress.getByName(value).getHostAddress().isEmpty();
            } catch (UnknownHostException notAnAddress) {
                return false;
            }
        }
        return true;
    }

    private String expectation() {
        if (isNumber()) {
            return least + ".." + most + ", without leading zeros, which iPXE reads as octal";
        }
        return switch (this) {
            case IPV4 -> "four numbers, such as 192.0.2.1";
            case IPV6 -> "an address such as 2001:db8::1";
            case HEX -> "bytes such as 52:54:00";
            case HEXHYP -> "bytes such as 52-54-00";
            case HEXRAW -> "bytes such as 525400";
            case BASE64 -> "padded base64";
            default -> "00112233-4455-6677-8899-aabbccddeeff";
        };
    }

    private static String quote(String value) {
        String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
        return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
