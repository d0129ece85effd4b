package io.pxe4j.dhcp.engine;

import io.pxe4j.dhcp.Ip4;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Remembers what was last made for an address of this server, of which there are few, so that packets need not make it again. */
final class PerAddress<T> {
    private final Function<Ip4, T> make;
    private volatile @Nullable Made<T> last;

    PerAddress(Function<Ip4, T> make) {
        this.make = make;
    }

    private record Made<T>(Ip4 address, T value) {}

    T of(Ip4 address) {
        Made<T> made = last;
        if (made == null || !made.address.equals(address)) {
            made = new Made<>(address, make.apply(address));
            last = made;
        }
        return made.value;
    }
}
