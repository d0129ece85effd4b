package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's full name, option 81, and who enters it in the DNS.
 *
 * @param flags {@link #SERVER_UPDATES}, {@link #OVERRIDDEN}, {@link #CANONICAL}, {@link #NO_UPDATES}; 0 to 255
 * @param rcode1 0 from a client, 255 from a server; 0 to 255
 * @param rcode2 likewise
 * @param name labels with dots between; with a dot at the end it is fully qualified, without it is partial; may be empty
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc4702">RFC 4702</a>
 */
public record ClientFqdn(int flags, int rcode1, int rcode2, String name) {
    /** S: the server enters the name's address record (A). */
    public static final int SERVER_UPDATES = 1;
    /** O: the server does otherwise than the client's S asked. */
    public static final int OVERRIDDEN = 2;
    /** E: the name is in DNS's wire format; without it in ASCII, as old clients send it. */
    public static final int CANONICAL = 4;
    /** N: the server enters nothing at all. */
    public static final int NO_UPDATES = 8;

    private static final int HEADER = 3;
    private static final int FROM_SERVER = 255;

    static final OptionFormat<ClientFqdn> FORMAT = new OptionFormat<>() {
        @Override
        public @Nullable ClientFqdn decode(ByteBuf in, int offset, int length) {
            if (length < HEADER) {
                return null;
            }
            int flags = in.getUnsignedByte(offset);
            String name = (flags & CANONICAL) != 0
                    ? new DomainNameReader(in, offset + HEADER, length - HEADER).rest()
                    : OctetText.read(in, offset + HEADER, length - HEADER);
            return name == null
                    ? null
                    : new ClientFqdn(flags, in.getUnsignedByte(offset + 1), in.getUnsignedByte(offset + 2), name);
        }

        @Override
        public void encode(ClientFqdn value, ByteBuf out) {
            out.writeByte(value.flags).writeByte(value.rcode1).writeByte(value.rcode2);
            if (value.isCanonical()) {
                DomainNameWriter.writeAsQualified(value.name, out);
                return;
            }
            Check.that(
                    value.name.indexOf('\0') < 0,
                    "client FQDN: " + OctetText.quote(value.name) + " (expected: without NUL)");
            out.writeBytes(OctetText.write(value.name));
        }

        @Override
        public String expected() {
            return "flags, two result codes and a domain name";
        }
    };

    /** Checks the ranges. */
    public ClientFqdn {
        Check.range("flags", flags, 0, 255);
        Check.range("rcode1", rcode1, 0, 255);
        Check.range("rcode2", rcode2, 0, 255);
    }

    /** What a client sends that leaves the DNS to the server. */
    public static ClientFqdn of(String name) {
        return new ClientFqdn(SERVER_UPDATES | CANONICAL, 0, 0, name);
    }

    /** The answer of a server that enters nothing in the DNS (RFC 4702, section 4): same name, same encoding. */
    public ClientFqdn withoutUpdates() {
        int answer = NO_UPDATES | flags & CANONICAL | (serverUpdates() ? OVERRIDDEN : 0);
        return new ClientFqdn(answer, FROM_SERVER, FROM_SERVER, name);
    }

    /** Whether the name is in DNS's wire format. */
    public boolean isCanonical() {
        return (flags & CANONICAL) != 0;
    }

    /** Whether the server enters the address record: what the client asks for, or the server says. */
    public boolean serverUpdates() {
        return (flags & SERVER_UPDATES) != 0;
    }

    /** Whether the server enters nothing at all. */
    public boolean noUpdates() {
        return (flags & NO_UPDATES) != 0;
    }

    /** Whether the server does otherwise than the client asked. */
    public boolean isOverridden() {
        return (flags & OVERRIDDEN) != 0;
    }

    /** {@code "pc.example.com." (server updates, canonical)}, escaped. */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        words.add(serverUpdates() ? "server updates" : "client updates");
        if (isOverridden()) {
            words.add("overridden");
        }
        if (isCanonical()) {
            words.add("canonical");
        }
        if (noUpdates()) {
            words.set(0, "no updates");
        }
        return OctetText.quote(name) + " (" + String.join(", ", words) + ")";
    }
}
