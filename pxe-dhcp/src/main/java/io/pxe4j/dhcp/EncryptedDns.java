package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An encrypted DNS resolver, an entry of option 162.
 *
 * @param priority the lower the better; 0 to 65535
 * @param name by which the client authenticates it
 * @param addresses where it is; empty if the client shall find out
 * @param parameters its service parameters as on the wire (ALPN, port, path); empty without addresses
 * @see <a href="https://datatracker.ietf.org/doc/html/rfc9463#section-5.1">RFC 9463, section 5.1</a>
 */
public record EncryptedDns(int priority, String name, List<Ip4> addresses, Octets parameters) {
    // Length of the entry, priority, length of the name.
    private static final int HEADER = 5;

    static final OptionFormat<List<EncryptedDns>> FORMAT =
            new EntryListFormat<>("entries of length, priority, name, addresses and parameters") {
                @Override
                int size(ByteBuf in, int at, int left) {
                    return left < 2 ? 2 : 2 + in.getUnsignedShort(at);
                }

                @Override
                @Nullable
                EncryptedDns read(ByteBuf in, int at, int size) {
                    int end = at + size;
                    int nameLength = size < HEADER ? 0 : in.getUnsignedByte(at + 4);
                    if (nameLength == 0 || nameLength > size - HEADER) {
                        return null;
                    }
                    DomainNameReader reader = new DomainNameReader(in, at + HEADER, nameLength);
                    String name = reader.nextUncompressed();
                    if (name == null || reader.hasMore()) {
                        return null;
                    }
                    return readAddresses(in, in.getUnsignedShort(at + 2), name, at + HEADER + nameLength, end);
                }

                @Override
                void write(EncryptedDns value, ByteBuf out) {
                    int start = out.writerIndex();
                    out.writeShort(0).writeShort(value.priority).writeByte(0);
                    DomainNameWriter.write(value.name, out);
                    out.setByte(start + 4, out.writerIndex() - start - HEADER);
                    if (!value.addresses.isEmpty()) {
                        out.writeByte(4 * value.addresses.size());
                        value.addresses.forEach(address -> out.writeInt(address.bits()));
                        value.parameters.write(out);
                    }
                    out.setShort(start, out.writerIndex() - start - 2);
                }
            };

    private static @Nullable EncryptedDns readAddresses(ByteBuf in, int priority, String name, int at, int end) {
        if (at == end) {
            return new EncryptedDns(priority, name, List.of(), Octets.EMPTY);
        }
        int length = in.getUnsignedByte(at);
        if (length == 0 || length % 4 != 0 || length > end - at - 1) {
            return null;
        }
        List<Ip4> addresses = new ArrayList<>(length / 4);
        for (int i = 0; i < length; i += 4) {
            addresses.add(new Ip4(in.getInt(at + 1 + i)));
        }
        int parameters = at + 1 + length;
        return new EncryptedDns(priority, name, addresses, Octets.read(in, parameters, end - parameters));
    }

    /** Checks the ranges. */
    public EncryptedDns {
        addresses = List.copyOf(addresses);
        Check.range("priority", priority, 0, 0xffff);
        Check.range("resolver addresses", addresses.size(), 0, 63);
        Check.that(
                !addresses.isEmpty() || parameters.length() == 0,
                "service parameters: " + parameters + " (expected: none without addresses)");
    }

    /** {@code dns.example at 10.0.0.1, priority 1}, and the parameters. */
    @Override
    public String toString() {
        return name + (addresses.isEmpty() ? "" : " at " + OptionPrinter.join(addresses, " ")) + ", priority "
                + priority + (parameters.length() == 0 ? "" : ", parameters " + parameters);
    }
}
