package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user class, option 77, in both readings that are found on networks.
 *
 * <p><a href="https://datatracker.ietf.org/doc/html/rfc3004">RFC 3004</a> defines a list of counted strings. iPXE and
 * gPXE send their name bare, and servers compare it so. When the counts use up the option exactly it is a list, else
 * one bare string.
 */
public final class UserClass {
    static final OptionFormat<UserClass> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable UserClass decode(ByteBuf in, int offset, int length) {
            byte[] octets = new byte[length];
            in.getBytes(offset, octets);
            return length == 0 ? null : new UserClass(octets);
        }

        @Override
        public void encode(UserClass value, ByteBuf out) {
            out.writeBytes(value.octets);
        }

        @Override
        public String expected() {
            return "1 octet or more";
        }
    };

    /** What iPXE sends. */
    public static final UserClass IPXE = bare("iPXE");
    /** What gPXE sends. */
    public static final UserClass GPXE = bare("gPXE");

    private final byte[] octets;

    private UserClass(byte[] octets) {
        this.octets = octets;
    }

    /**
     * A list as RFC 3004 defines it.
     *
     * @throws IllegalArgumentException without a name, or if one has not 1 to 255 octets
     */
    public static UserClass of(String... names) {
        Check.that(names.length > 0, "user class: [] (expected: at least one name)");
        List<byte[]> encoded = Arrays.stream(names).map(OctetText::write).toList();
        int size = encoded.stream().mapToInt(name -> 1 + name.length).sum();
        byte[] octets = new byte[size];
        int at = 0;
        for (byte[] name : encoded) {
            octets[at] = (byte) Check.range("user class length", name.length, 1, 255);
            System.arraycopy(name, 0, octets, at + 1, name.length);
            at += 1 + name.length;
        }
        return new UserClass(octets);
    }

    /**
     * A name without count, as iPXE sends its own.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static UserClass bare(String name) {
        Check.that(!name.isEmpty(), "user class: \"\" (expected: at least one character)");
        return new UserClass(OctetText.write(name));
    }

    /** The names: the counted ones when the counts use up the option exactly, else the one bare string. */
    public List<String> names() {
        return counted().orElseGet(() -> List.of(bareName()));
    }

    /** The reading of RFC 3004; empty if the counts do not add up. */
    public Optional<List<String>> counted() {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < octets.length) {
            int length = octets[at] & 0xff;
            if (length == 0 || length > octets.length - at - 1) {
                return Optional.empty();
            }
            names.add(OctetText.read(Arrays.copyOfRange(octets, at + 1, at + 1 + length)));
            at += 1 + length;
        }
        return Optional.of(List.copyOf(names));
    }

    /** The whole option as one string. */
    public String bareName() {
        return OctetText.read(octets);
    }

    /** Whether {@code name} is the client's in either reading; case counts. */
    public boolean contains(String name) {
        return bareName().equals(name) || names().contains(name);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserClass that && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(octets);
    }

    /** The names with control characters escaped and commas between. */
    @Override
    public String toString() {
        return OctetText.escape(String.join(",", names()));
    }
}
