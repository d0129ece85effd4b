package io.pxe4j.dhcp;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The search list of option 119 (<a href="https://datatracker.ietf.org/doc/html/rfc3397">RFC 3397</a>). */
final class DomainSearchFormat implements OptionFormat<List<String>> {
    // Pointers make names of two octets that are read as 255: no resolver takes more names than this.
    private static final int MAX_NAMES = 128;

    @Override
    public @Nullable List<String> decode(ByteBuf in, int offset, int length) {
        DomainNameReader reader = new DomainNameReader(in, offset, length);
        List<String> names = new ArrayList<>();
        while (reader.hasMore()) {
            String name = names.size() == MAX_NAMES ? null : reader.next();
            if (name == null) {
                return null;
            }
            names.add(name);
        }
        return names.isEmpty() ? null : List.copyOf(names);
    }

    @Override
    public void encode(List<String> values, ByteBuf out) {
        Check.range("domain names", values.size(), 1, MAX_NAMES);
        DomainNameWriter writer = new DomainNameWriter(out);
        values.forEach(writer::writeCompressed);
    }

    @Override
    public String expected() {
        return "domain names, pointers leading back";
    }
}
